"""Descriptions of vehicles against the shipped names of makes, models and engines."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from cypher.rows.vehicle import EngineNames, ListVehicleNamesRow, MakeNames, ModelNames
from engine.vehicle import RecognisedVehicle, VehicleDescription, match

_SHIPPED = Path(__file__).parents[2] / "seeds" / "knowledge" / "vehicles"


@lru_cache(maxsize=1)
def shipped_names() -> ListVehicleNamesRow:
    """Return the shipped names as the query returns them."""
    return ListVehicleNamesRow(
        makes=[MakeNames(item["id"], *_names(item)) for item in _read("makes", "makes")],
        models=[_model(item) for item in _read("models", "models")],
        engines=[_engine(item) for item in _read("engines", "engine_families")],
    )


def _read(file: str, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((_SHIPPED / f"{file}.yaml").read_text("utf-8"))[
        key
    ]
    return found


def _names(item: dict[str, Any]) -> tuple[str, list[str]]:
    return str(item["label"]), [str(alias) for alias in item.get("aliases", [])]


def _model(item: dict[str, Any]) -> ModelNames:
    return ModelNames(
        item["id"],
        *_names(item),
        item["vehicle_type"],
        item["year_from"],
        item.get("year_to"),
        item["make"],
        item["engines"],
    )


def _engine(item: dict[str, Any]) -> EngineNames:
    return EngineNames(
        item["id"],
        *_names(item),
        item["powertrain"],
        item.get("year_from"),
        item.get("year_to"),
        item["make"],
        item.get("engine_code"),
        item.get("displacement_l"),
    )


def seen(text: str, **fields: Any) -> RecognisedVehicle:
    """Recognise a description in words."""
    return match(shipped_names(), VehicleDescription(text=text, **fields))


def short(key: str | None) -> str:
    """Return an id without its kind, "-" for none."""
    return key.split(".", 1)[1] if key else "-"


IDS = """
Renault Clio IV 0.9 TCe 2014            | renault renault_clio_4 renault_h4bt
Clio IV 0.9 TCe GPL                     | renault renault_clio_4 renault_h4bt
clio4                                   | renault renault_clio_4 -
Renault Clio 4 H4Bt                     | renault renault_clio_4 renault_h4bt
Renault Clio IV dCi90 2015              | renault renault_clio_4 renault_k9k
Renault Clio III 1.2 16V 2008           | renault renault_clio_3 renault_d4f
Renault Clio III 1.5 diesel             | renault renault_clio_3 renault_k9k
Reneault megane 3 1.5dci                | renault renault_megane_3 renault_k9k
Mégane III 1,6 dCi 130                  | renault renault_megane_3 renault_r9m
Renault Mégane E-Tech 2022              | renault renault_megane_e_tech -
Renault Traffic 2 1.9 dCi               | renault renault_trafic_2 renault_f9q
Renault Zoe 22 kWh 2014                 | renault renault_zoe -
Renault 1.5 dCi                         | renault - renault_k9k
Renault K9K                             | renault - renault_k9k
Dacia 1.5 dCi                           | dacia - renault_k9k
Nissan K9K                              | nissan - renault_k9k
Dacia Duster 1.5 dCi 110 4x4 2013       | dacia dacia_duster_1 renault_k9k
Nissan Qashqai II 1.5 dCi 2015          | nissan nissan_qashqai_2 renault_k9k
Nissan Qashquai 1.5 dCi                 | nissan nissan_qashqai_2 renault_k9k
Nissan Leaf 2014                        | nissan nissan_leaf_1 -
Peugeot 2008 1.2 PureTech 2015          | peugeot peugeot_2008_1 psa_eb2
Peugeot 208 2016                        | peugeot peugeot_208_1 -
2016 Peugeot 208                        | peugeot peugeot_208_1 -
Peugot 308 II                           | peugeot peugeot_308_2 -
Peugeot 308 1.2 PureTech                | peugeot peugeot_308_2 psa_eb2
Peugeot 308 SW 1.6 BlueHDi 2016         | peugeot peugeot_308_2 psa_dv6
Peugeot 207 1.6 VTi 2009                | peugeot peugeot_207 psa_ep6_vti
Peugeot e-208 2021                      | peugeot peugeot_e_208 -
e208                                    | peugeot peugeot_e_208 -
e 208                                   | peugeot peugeot_e_208 -
Peugeot 208 1.2 électrique              | peugeot peugeot_e_208 -
Peugeot 208 electric 2021               | peugeot peugeot_e_208 -
Peugeot e-2008                          | peugeot - -
Citroen C3 1.4 HDi 2011                 | citroen citroen_c3_2 psa_dv4
Citroën C3 2018                         | citroen citroen_c3_3 -
Citroën C3 Picasso 1.6 HDi              | citroen - psa_dv6
C3 picasso                              | - - -
VW Golf7 1.6 TDI                        | volkswagen vw_golf_7 vag_16_tdi_ea288
Volkswagen Golf mk7 1.4 TSI             | volkswagen vw_golf_7 vag_14_tsi_ea211
Wolkswagen Golf VII                     | volkswagen vw_golf_7 -
Golf 7 1.4 TDI                          | volkswagen vw_golf_7 -
Golf 5 1.9 TDI                          | - - -
VW e-Golf 2017                          | volkswagen vw_e_golf -
Škoda Octavia 2.0TDI 2016               | skoda skoda_octavia_3 vag_20_tdi_ea288
Opel Corsa F 2020                       | opel opel_corsa_f -
Opel Corsa D 1.3 CDTI                   | opel - -
BMW 320d E90 2009                       | bmw bmw_3_e90 bmw_n47
BMW Series 3 320d                       | bmw bmw_3_e90 bmw_n47
BMW E46 318d                            | bmw - bmw_n47
BMW 1.5 dCi                             | bmw - -
Mini Cooper S 2010                      | mini mini_r56 -
Ford Fiesta 1.0 EcoBoost 2013           | ford ford_fiesta_6 ford_10_ecoboost
Ford Focus 2006                         | ford - -
Ford Kuga EcoBoost                      | ford - -
Ford Transit 2.2 TDCi                   | ford - -
Fiat 500 1.2 2011                       | fiat fiat_500 fiat_fire_12
Fiat 500 électrique                     | fiat fiat_500e -
Fiat 500 e 2021                         | fiat fiat_500e -
Fiat 500 X                              | fiat - -
Toyota Prius II 2007                    | toyota toyota_prius_2 -
Toyota Yaris hybride 2022               | toyota toyota_yaris_4 -
Toyota Yaris III hybride 2014           | toyota toyota_yaris_3 -
Toyota Auris II 1.8 hybrid 2014         | toyota toyota_auris_2 toyota_2zr_fxe
Toyota C-HR                             | toyota toyota_chr_1 -
Toyota Prius hybride rechargeable       | toyota - -
Tesla Model 3 diesel                    | tesla tesla_model_3 -
model3                                  | tesla tesla_model_3 -
Hyundai Ioniq 5                         | hyundai hyundai_ioniq_5 -
Kia EV6 2022                            | kia kia_ev6 -
Ola S1 Pro 2022                         | ola_electric ola_s1 -
Bajaj RE 2016                           | bajaj bajaj_re -
Yamaha NMAX 125 2018                    | yamaha yamaha_nmax_125 -
Renault EP6                             | renault - -
Renault Golf 7                          | renault - -
Renault Zzz 2014                        | renault - -
Kawasaki 500                            | - - -
Jeep Liberty 2.8 CRD                    | - - -
Ducati Monster                          | - - -
not electric, petrol                    | - - -
véhicule électrique                     | - - -
K9K                                     | - - -
"""


@pytest.mark.parametrize("line", IDS.strip().splitlines())
def test_a_description_names_its_make_model_and_engine(line: str) -> None:
    text, expected = map(str.strip, line.split("|"))
    found = seen(text)
    assert " ".join(map(short, (found.make_id, found.model_id, found.engine_id))) == expected


POWERTRAINS = """
K9K                                     | diesel
moteur H4Bt                             | petrol
EP6                                     | petrol
H4Dt                                    | lpg petrol
Mercedes A180 K9K                       | diesel
Renault                                 |
Renault EP6                             |
Renault Clio IV EP6                     |
BMW 320i E90 2008                       |
BMW 1.5 dCi                             | diesel
Clio IV 0.9 TCe                         | petrol
Clio IV 0.9 TCe GPL                     | lpg petrol
Clio IV 0.9 TCe LPG                     | lpg petrol
Clio 4 essence sans plomb               | petrol
Clio 4 SP95                             | petrol
Clio 4 vitres électriques               | diesel petrol
Clio V                                  | diesel hybrid lpg petrol
Clio V GPL                              | lpg petrol
Clio V non hybride                      | diesel lpg petrol
Clio 5 pas de diesel                    | hybrid lpg petrol
Clio V ni diesel ni hybride             | lpg petrol
Clio V not a hybrid or diesel           | lpg petrol
Clio V n'est pas un diesel, hybride     | hybrid
Renault Clio hybride                    | hybrid
Renault Captur II PHEV                  | plug_in_hybrid
Renault Captur II plug-in hybrid        | plug_in_hybrid
Renault Captur II hybride rechargeable  | plug_in_hybrid
Renault Captur II mild hybrid essence   | petrol
Toyota Prius hybride rechargeable       | hybrid plug_in_hybrid
Toyota Yaris III hybride essence        | hybrid
Tesla Model 3 EV                        | battery_electric
Tesla Model 3 diesel                    |
Tesla Model 3 not electric              |
Golf 7 1.4 TDI                          | diesel
Golf 7 TSI                              | petrol
Golf 7 1.6                              | diesel petrol
not electric, petrol                    | petrol
non électrique                          |
véhicule électrique                     | battery_electric
Suzuki micro-hybride diesel             | diesel
Hyundai Nexo hydrogène                  | fuel_cell
Toyota Mirai hydrogen fuel cell EV      | fuel_cell
Seat BEV                                | battery_electric
Alfa 1.9 JTD                            | diesel
Opel 1.7 CDTi                           | diesel
Peugeot 1.6 BlueHDi                     | diesel
Audi TFSI                               | petrol
Fiat T-Jet                              | petrol
Kia 1.2 MPI                             | petrol
Nissan 1.2 TCe                          | petrol
"""


@pytest.mark.parametrize("line", POWERTRAINS.strip().splitlines())
def test_a_description_tells_the_powertrains_that_may_be(line: str) -> None:
    text, expected = map(str.strip, line.split("|"))
    assert " ".join(seen(text).powertrains) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Renault Clio IV 0.9 TCe 2014", ()),
        ("Ma Renault Clio 4 diesel 5 portes, 98 000 km", ()),
        ("Renault Clio IV 1.5 dCi 90 ch boîte automatique", ()),
        ("Renault Zzz 2014", ("Zzz",)),
        ("BMW 1.5 dCi", ("1.5 dCi",)),
        ("Renault EP6", ("EP6",)),
        ("Citroën C3 Picasso 1.6 HDi", ("C3 Picasso",)),
        ("Golf 7 1.4 TDI", ("1.4 TDI",)),
        ("Opel Corsa D 1.3 CDTI", ("Corsa D 1.3 CDTI",)),
        ("Lancia Ypsilon 1.2", ("Lancia Ypsilon 1.2",)),
        ("Ford Focus 2006", ("Focus",)),
    ],
)
def test_what_nothing_explains_is_reported_as_it_was_written(
    text: str, expected: tuple[str, ...]
) -> None:
    assert seen(text).unrecognised == expected


def test_a_tie_between_generations_keeps_make_type_and_all_their_powertrains() -> None:
    found = seen("Renault Clio")
    assert (found.make_id, found.model_id, found.label) == ("make.renault", None, "Renault Clio")
    assert found.vehicle_types == ("car",)
    assert found.ambiguous == ("Clio II", "Clio III", "Clio IV", "Clio V")
    assert found.powertrains == ("diesel", "hybrid", "lpg", "petrol")


def test_a_tie_counts_only_models_sold_in_the_year() -> None:
    found = seen("Renault Clio 2013")
    assert found.ambiguous == ("Clio III", "Clio IV")
    assert found.powertrains == ("diesel", "petrol")


def test_an_engine_breaks_the_tie_between_generations() -> None:
    assert seen("Renault Clio 0.9 TCe").model_id == "model.renault_clio_4"


@pytest.mark.parametrize(
    ("text", "fields", "conflicts"),
    [
        ("Tesla Model 3 diesel", {}, ("powertrain",)),
        ("Tesla Model 3", {"powertrain": "diesel"}, ("powertrain",)),
        ("Tesla Model 3", {"vehicle_type": "van"}, ("vehicle_type",)),
        ("Renault Clio 4 2003", {}, ("year",)),
        ("Renault Clio 4 2022", {}, ()),
        ("Renault Clio IV 0.9 TCe GPL 2014", {}, ()),
        ("Renault Clio IV 0.9 TCe", {"powertrain": "petrol", "vehicle_type": "car"}, ()),
    ],
)
def test_a_description_that_contradicts_itself_says_where(
    text: str, fields: dict[str, str], conflicts: tuple[str, ...]
) -> None:
    assert seen(text, **fields).conflicts == conflicts


def test_a_powertrain_in_its_own_field_wins_even_in_a_conflict() -> None:
    assert seen("Tesla Model 3", powertrain="diesel").powertrains == ("diesel",)
    assert seen("Clio IV 0.9 TCe diesel", powertrain="petrol").powertrains == ("petrol",)


def test_the_fields_say_the_same_as_the_words() -> None:
    fields = VehicleDescription(make="Renault", model="Clio IV", engine="0.9 TCe", year=2014)
    found = match(shipped_names(), fields)
    assert found == seen("Renault Clio IV 0.9 TCe 2014")


def test_a_stated_make_that_is_not_in_the_graph_takes_no_model_of_another() -> None:
    other = VehicleDescription(make="Lancia", model="Clio IV", engine="K9K")
    found = match(shipped_names(), other)
    assert (found.make_id, found.model_id, found.engine_id) == (None, None, None)
    assert found.powertrains == ("diesel",)
    assert found.unrecognised == ("Lancia Clio IV",)


def test_a_model_that_is_named_like_a_year_is_not_the_year() -> None:
    assert seen("Peugeot 2008").year is None
    assert seen("Peugeot 2008 2015").year == 2015
    assert seen("Peugeot 208 2008").year == 2008


@pytest.mark.parametrize(
    "text", ["", " ", "???", "-", "e", "1.", "+", ", ,", "é" * 300, "5 " * 300]
)
def test_any_text_is_answered(text: str) -> None:
    assert seen(text).make_id is None


def test_every_shipped_name_with_its_make_finds_its_own_model() -> None:
    names = shipped_names()
    makes = {make.id: make.label for make in names.makes}
    wrong = [
        (model.id, alias)
        for model in names.models
        for alias in (model.label.split(" / ")[0], *model.aliases)
        if model.id != (found := seen(f"{makes[model.make_id or '']} {alias}")).model_id
        and model.label not in found.ambiguous
    ]
    assert wrong == []
