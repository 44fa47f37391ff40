"""Functions of the jobs, as ``settings.JOB_HANDLERS`` names them: each can be interrupted and run again.

A function takes the ``JobProgress`` and the arguments of its job, and returns the sentence that ends the log.
"""
