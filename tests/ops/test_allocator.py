"""The server sets the allocator before it loads anything; another C library is no error."""

import platform
from types import SimpleNamespace

import pytest

from portal import allocator


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc alone has these settings")
def test_the_settings_apply_to_this_process():
    assert allocator.limit_allocator()


def test_another_c_library_is_no_error(monkeypatch):
    monkeypatch.setattr(allocator.ctypes, "CDLL", lambda name: object())
    assert not allocator.limit_allocator()


def test_a_refused_setting_is_reported(monkeypatch):
    refusing = SimpleNamespace(mallopt=lambda option, value: 0)
    monkeypatch.setattr(allocator.ctypes, "CDLL", lambda name: refusing)
    assert not allocator.limit_allocator()
