"""Answers of suppliers, signed with the secret that each shares with the chain."""

from typing import Annotated

from fastapi import APIRouter, Header, Request

from commerce.ids import SupplierId
from commerce.suppliers import answers
from web.routes.doors import DepsDep, SessionDep

router = APIRouter()


@router.post("/suppliers/{supplier}/answers", status_code=204)
async def answer(
    *,
    supplier: str,
    request: Request,
    session: SessionDep,
    deps: DepsDep,
    x_shifu_signature: Annotated[str, Header(max_length=256)] = "",
) -> None:
    """Record a supplier's answer; the order follows."""
    body = await request.body()
    await answers.receive(session, SupplierId(supplier), body, x_shifu_signature, now=deps.now())
