"""One request calls the upstream ten times and gathers: FastAPI, uvicorn on uvloop, aiohttp."""
import asyncio
import os
from contextlib import asynccontextmanager

import aiohttp
from fastapi import FastAPI

UPSTREAM = os.environ["UPSTREAM"]


@asynccontextmanager
async def lifespan(app):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        app.state.session = session
        yield


app = FastAPI(lifespan=lifespan)


async def fetch(i):
    async with app.state.session.get(UPSTREAM + "/delay/10ms") as answer:
        await answer.read()
        return "task%d done" % i


@app.get("/fan-out")
async def fan_out():
    return {"value": await asyncio.gather(*(fetch(i) for i in range(1, 11)))}
