"""The JSON interface: read-only, described by itself in OpenAPI, with the filters of the lists."""
