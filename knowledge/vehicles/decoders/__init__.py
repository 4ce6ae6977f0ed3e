"""Reads facts off a VIN, one module per source.

May import: `knowledge.vehicles`. A source's tables are loaded at the first decode, never at import.

Read first: `port.Decoder`, `vpic.VpicDecoder`, `chain.ChainDecoder`.
"""
