"""The product's own SSH server. The only folder that imports asyncssh, an extra that needs installing."""
