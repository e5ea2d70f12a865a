"""One request calls the upstream ten times and gathers: FastAPI, uvicorn on uvloop, aiohttp."""
import asyncio
import os

import aiohttp
from fastapi import FastAPI

UPSTREAM = os.environ["UPSTREAM"]

app = FastAPI()


# Debian's FastAPI, 0.92, knows no lifespan yet.
@app.on_event("startup")
async def open_session():
    app.state.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))


@app.on_event("shutdown")
async def close_session():
    await app.state.session.close()


async def fetch(i):
    async with app.state.session.get(UPSTREAM + "/delay/10ms") as answer:
        await answer.read()
        return "task%d done" % i


@app.get("/fan-out")
async def fan_out():
    return {"value": await asyncio.gather(*(fetch(i) for i in range(1, 11)))}
