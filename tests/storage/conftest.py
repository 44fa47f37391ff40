"""Originals in a bucket of a server with the API of S3 (moto), or in a folder."""

import boto3
import pytest
from moto.server import ThreadedMotoServer

from portal.originals_url import originals_storage

BUCKET = "portal"


@pytest.fixture(scope="session")
def s3_server():
    """A server on a free port of this machine; requests are signed as for any other."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    yield "{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket_url(s3_server):
    """Address of an empty bucket, with a prefix."""
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "a/secret+", "region_name": "us-east-1"}
    bucket = boto3.resource("s3", endpoint_url=f"http://{s3_server}", **keys).create_bucket(Bucket=BUCKET)
    yield f"s3+http://key:a%2Fsecret%2B@{s3_server}/{BUCKET}/of/originals"
    bucket.objects.all().delete()
    bucket.delete()


@pytest.fixture(params=["folder", "bucket"])
def storage(request, settings, tmp_path):
    """Use a storage for originals in this test; its address."""
    url = request.getfixturevalue("bucket_url") if request.param == "bucket" else f"file://{tmp_path}/of originals"
    settings.STORAGES = {**settings.STORAGES, "default": originals_storage(url.replace(" ", "%20"))}
    return url


@pytest.fixture
def bucket(settings, bucket_url):
    settings.STORAGES = {**settings.STORAGES, "default": originals_storage(bucket_url)}
    return bucket_url
