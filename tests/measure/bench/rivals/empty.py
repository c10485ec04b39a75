"""HTTP alone: an endpoint that parses the body and ignores it, and one that returns prepared bytes."""

import os

import msgspec
from fastapi import FastAPI, Request, Response

_DONE = b'{"id":"6f0d2a3e-52f1-5c2b-9a58-0a4f6b1d7c11","data":null,"error":null}'
_JSON = "application/json; charset=utf-8"


def create() -> FastAPI:
    """The service. BENCH_ANSWER is its response to a read, and BENCH_ETAG the ETag."""
    app = FastAPI()
    decode = msgspec.json.Decoder().decode
    answer = os.environ.get("BENCH_ANSWER", "").encode()
    tag = os.environ.get("BENCH_ETAG", '"1"')

    @app.put("/checkouts/{checkout_id}/cart")
    async def replace_cart(request: Request) -> Response:
        decode(await request.body())
        return Response(_DONE, headers={"ETag": '"2"'}, media_type=_JSON)

    @app.get("/checkouts/{checkout_id}")
    async def read(request: Request) -> Response:
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        return Response(answer, headers={"ETag": tag}, media_type=_JSON)

    return app
