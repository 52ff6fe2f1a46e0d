"""The texts of schemas, in one language or in all of them."""

from collections.abc import Mapping

from cs.documents.json_schema import Tell, any_schema, kind_schema, schema_bytes
from cs.kernel.fields import Policy
from cs.locale import LANGUAGES, text_in

ANY = "policy"
"""The file, without its ending, that is for documents of every kind."""


def schema_files(
    kinds: Mapping[str, type[Policy]], language: str | None = None
) -> dict[str, bytes]:
    """The files of all schemas, by name; the texts in one language, or one after the other."""
    files = {ANY: any_schema(kinds, telling(language))}
    files |= {kind: kind_schema(model, telling(language)) for kind, model in kinds.items()}
    return {f"{name}.json": schema_bytes(schema) for name, schema in files.items()}


def telling(language: str | None) -> Tell:
    """How a schema's texts are told: in a language, or in all of them where none is named."""

    def tell(text: str, between: str) -> str:
        told = (text_in(each, text) for each in ([language] if language else LANGUAGES))
        return between.join(dict.fromkeys(each.removeprefix("key|") for each in told))

    return tell
