"""Many bytes of a text at once, as the processor's wide registers hold them: compiled.

numba has no words for these three; they are given to it as the code it would make.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic

BLOCK: Final = 64
"""How many bytes :func:`letter_bits` reads."""

_BYTES: Final = ir.VectorType(ir.IntType(8), BLOCK)
_WIDE: Final = ir.IntType(64)


def _given(function: Callable[..., Any]) -> Any:
    """Give numba a function by the code that it is."""
    return intrinsic(function)


def _read(context: Any, builder: Any, signature: Any, args: Any, kind: Any) -> Any:
    array = context.make_array(signature.args[0])(context, builder, args[0])
    place = builder.bitcast(builder.gep(array.data, [args[1]]), kind.as_pointer())
    found = builder.load(place)
    found.align = 1
    return found


def _each(value: int) -> Any:
    return ir.Constant(_BYTES, [value] * BLOCK)


@_given
def letter_bits(typing: Any, data: Any, at: Any) -> Any:
    """Return which of ``BLOCK`` bytes from ``at`` are plain letters or digits, the first lowest."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        found = _read(context, builder, signature, args, _BYTES)
        low = builder.sub(builder.or_(found, _each(0x20)), _each(0x61))
        letter = builder.icmp_unsigned("<", low, _each(26))
        digit = builder.icmp_unsigned("<", builder.sub(found, _each(0x30)), _each(10))
        return builder.bitcast(builder.or_(letter, digit), _WIDE)

    return types.uint64(data, types.int64), generate


@_given
def eight_bytes(typing: Any, data: Any, at: Any) -> Any:
    """Return eight bytes from ``at`` as one number, the first lowest."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return _read(context, builder, signature, args, _WIDE)

    return types.uint64(data, types.int64), generate


@_given
def low_zeros(typing: Any, bits: Any) -> Any:
    """Return how many bits are 0 below the lowest that is 1."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(types.uint64), generate
