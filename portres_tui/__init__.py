"""portres: learn and rehearse TCP/IP port restrictions on IBM i. A simulator, not an IBM product."""

__version__ = "0.1.0"
