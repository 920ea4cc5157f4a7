"""``faultgraph vehicle``: the garage's vehicles, VINs, and names of makes, models and engines."""

from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.table import Table
from rich.text import Text

from api.cli.output import console, print_json, wants_json
from api.connection import connect
from api.http.schemas import vehicles as shapes
from api.presenting_vehicle import personal_output, stored_output, vehicle_output
from engine.vehicle import LIST_VEHICLE_NAMES, VehicleDescription, recognise
from engine.vehicle.register import erase_personal_data, find_vehicle, list_vehicles
from engine.vehicle.registering import VehicleForm, register_vehicle
from engine.vehicle.searching import search_vehicles
from graph.settings import load_settings
from graph.vocabulary import Locale

app = typer.Typer(no_args_is_help=True, help="Decode, find, store and show vehicles.")
Json = Annotated[
    bool | None, typer.Option("--json/--table", help="Default: a table on a terminal.")
]
Language = Annotated[Locale | None, typer.Option(help="fr or en.")]
Words = Annotated[str | None, typer.Option(help='For example "Renault Clio IV 0.9 TCe 2014".')]


@app.command("decode")
def decode(
    vin: Annotated[str, typer.Argument(help="The 17 characters of the VIN.")],
    vehicle: Words = None,
    locale: Language = None,
    *,
    as_json: Json = None,
) -> None:
    """Say what a VIN tells, beside what the words tell; nothing is stored."""
    settings = load_settings()
    with connect(settings) as graph:
        found = recognise(graph, VehicleDescription(text=vehicle, vin=vin))
    _show(vehicle_output(found, locale or Locale(settings.locale)), as_json=as_json)


@app.command("search")
def search(
    words: Annotated[str, typer.Argument(help="Words, misspelt ones too: peugot 308 puretech.")],
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many to show.")] = 10,
    *,
    as_json: Json = None,
) -> None:
    """Find makes, models and engines by words, the likeliest first."""
    with connect(load_settings()) as graph:
        hits = search_vehicles(graph.read(LIST_VEHICLE_NAMES)[0], words, limit)
    rows = [hit._asdict() for hit in hits]
    _table(rows, ("similarity", "kind", "id", "label"), as_json=as_json)


@app.command("add")
def add(  # noqa: PLR0913, PLR0917 - each is one option of the command
    vehicle: Annotated[
        str | None, typer.Argument(help='For example "Renault Clio IV 0.9 TCe 2014".')
    ] = None,
    vin: Annotated[str | None, typer.Option(help="Vehicle identification number.")] = None,
    plate: Annotated[str | None, typer.Option(help="Number plate.")] = None,
    customer_name: Annotated[str | None, typer.Option(help="Who brings it.")] = None,
    customer_contact: Annotated[str | None, typer.Option(help="Telephone or address.")] = None,
    km: Annotated[int | None, typer.Option(min=0, help="Mileage in km.")] = None,
    firmware: Annotated[str | None, typer.Option(help="Version of its software.")] = None,
    key: Annotated[str | None, typer.Option(help="The same key registers nothing new.")] = None,
    locale: Language = None,
    *,
    as_json: Json = None,
) -> None:
    """Store a vehicle of the garage; the same key or VIN gives the one that is there."""
    settings = load_settings()
    personal = {
        "plate": plate,
        "customer_name": customer_name,
        "customer_contact": customer_contact,
    }
    described = VehicleDescription(text=vehicle, vin=vin, mileage_km=km)
    form = VehicleForm(described, personal, firmware, key)
    with connect(settings) as graph:
        vehicle_id, created, found = register_vehicle(graph, settings.garage_id, form)
        stored = find_vehicle(graph, settings.garage_id, vehicle_id)[0]
    read = vehicle_output(found, locale or Locale(settings.locale))
    answer = {**stored_output(stored).model_dump(mode="json"), "created": created}
    _fields({**answer, "notes": read.notes}, as_json=as_json)


@app.command("show")
def show(
    vehicle_id: Annotated[str, typer.Argument(help="Id of the vehicle (veh_...).")],
    *,
    as_json: Json = None,
) -> None:
    """Show a stored vehicle, with what identifies it."""
    settings = load_settings()
    with connect(settings) as graph:
        stored = find_vehicle(graph, settings.garage_id, vehicle_id)[0]
    personal = personal_output(stored)
    shown = stored_output(stored).model_dump(mode="json")
    _fields({**shown, **(personal.model_dump() if personal else {})}, as_json=as_json)


@app.command("list")
def list_command(
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many to show.")] = 50,
    after: Annotated[str, typer.Option(help="Id of the last vehicle of the page before.")] = "",
    *,
    as_json: Json = None,
) -> None:
    """List the stored vehicles of the garage, without what identifies them."""
    settings = load_settings()
    with connect(settings) as graph:
        page = list_vehicles(graph, settings.garage_id, after, limit)
    rows = [stored_output(item).model_dump(mode="json") for item in page.vehicles]
    _table(rows, ("id", "make", "model", "engine", "year", "mileage_km"), as_json=as_json)


@app.command("erase")
def erase(
    vehicle_id: Annotated[str, typer.Argument(help="Id of the vehicle (veh_...).")],
    *,
    as_json: Json = None,
) -> None:
    """Erase VIN, plate and customer of a stored vehicle; the vehicle stays."""
    settings = load_settings()
    with connect(settings) as graph:
        erased = erase_personal_data(graph, settings.garage_id, vehicle_id)
    _fields({"id": vehicle_id, "erased": erased}, as_json=as_json)


def _show(answer: shapes.VehicleOutput, *, as_json: bool | None) -> None:
    shown = _plain(answer)
    decoded = shown.pop("decoded_vin") or {}
    if wants_json(as_json):
        print_json({**shown, "decoded_vin": decoded or None})
        return
    _fields({**shown, **{f"vin: {name}": value for name, value in decoded.items()}}, as_json=False)


def _plain(answer: BaseModel) -> dict[str, Any]:
    return answer.model_dump(mode="json")


def _fields(values: dict[str, Any], *, as_json: bool | None) -> None:
    if wants_json(as_json):
        print_json(values)
        return
    table = Table(show_header=False, box=None)
    for name, value in values.items():
        if value not in (None, "", []):
            shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            table.add_row(Text(name, style="bold"), Text(shown))
    console().print(table)


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...], *, as_json: bool | None) -> None:
    if wants_json(as_json):
        print_json(rows)
        return
    table = Table(*columns)
    for row in rows:
        table.add_row(*(Text("" if row[name] is None else str(row[name])) for name in columns))
    console().print(table)
