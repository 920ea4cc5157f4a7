"""What ``validate`` says of each check, and how to mend what it found, in both languages."""

from typing import NamedTuple

from graph.vocabulary import Locale


class CheckText(NamedTuple):
    """What is wrong, and what to do about it; ``{detail}`` is the finding's own."""

    message: str
    fix: str


CHECK_TEXTS: dict[str, dict[Locale, CheckText]] = {
    check: {Locale.FR: CheckText(*french), Locale.EN: CheckText(*english)}
    for check, french, english in (
        (
            "bad_value",
            ("valeur hors de la liste admise : {detail}", "prenez une valeur de `/schema`"),
            ("a value that is not in its list: {detail}", "take one of the values of `/schema`"),
        ),
        (
            "bad_relationship_value",
            ("relation à la valeur hors liste : {detail}", "prenez une valeur de `/schema`"),
            (
                "a relationship with a value not in its list: {detail}",
                "take one of the values of `/schema`",
            ),
        ),
        (
            "unexpected_ends",
            (
                "une relation {detail} ne relie pas ces deux sortes de nœuds",
                "supprimez-la ou changez son type ; `/schema` liste les extrémités admises",
            ),
            (
                "{detail} does not join these two kinds of nodes",
                "delete it or change its type; `/schema` lists the ends that it may have",
            ),
        ),
        (
            "missing_translation",
            ("texte manquant : {detail}", "écrivez ce texte dans les deux langues"),
            ("a text is missing: {detail}", "write this text in both languages"),
        ),
        (
            "misaligned_lists",
            (
                "listes de longueurs différentes : {detail}",
                "donnez à chaque liste une entrée par étape",
            ),
            ("lists of different lengths: {detail}", "give every list one entry a step"),
        ),
        (
            "misaligned_relationship_lists",
            (
                "listes de longueurs différentes sur une relation {detail}",
                "donnez à chaque liste une entrée par valeur",
            ),
            (
                "lists of different lengths on {detail}",
                "give every list of it one entry a value",
            ),
        ),
        (
            "orphan_fault",
            (
                "aucun symptôme, signe ou code n'indique cette panne",
                "ajoutez ses symptômes (`indicated_by`) ou repassez-la en brouillon",
            ),
            (
                "no symptom, sign or code indicates this fault",
                "add what indicates it (`indicated_by`) or set it back to draft",
            ),
        ),
        (
            "unreachable_fault",
            (
                "aucun diagnostic ne peut citer cette panne : {detail}",
                "donnez-lui un `prior_rate` supérieur à 0 et un observable actif",
            ),
            (
                "no diagnosis can name this fault: {detail}",
                "give it a `prior_rate` above 0 and an active observable",
            ),
        ),
        (
            "weight_outside_range",
            ("valeur hors de l'intervalle 0-1 : {detail}", "donnez une valeur de 0 à 1"),
            ("a value outside 0-1: {detail}", "give a value from 0 to 1"),
        ),
        (
            "weight_not_mean",
            (
                "le poids n'est pas la moyenne de ses comptes : {detail}",
                "remettez weight = alpha / (alpha + beta)",
            ),
            (
                "the weight is not the mean of its counts: {detail}",
                "set weight = alpha / (alpha + beta) again",
            ),
        ),
        (
            "counts_off_ledger",
            (
                "les comptes ne sont pas la somme de leur registre : {detail}",
                "rétablissez alpha et beta depuis les LedgerEntry, ou ajoutez celle qui manque",
            ),
            (
                "the counts are not the sum of their ledger: {detail}",
                "set alpha and beta from the LedgerEntry nodes, or add the entry that is missing",
            ),
        ),
        (
            "action_without_steps",
            ("action sans étapes", "décrivez au moins une étape"),
            ("an action without steps", "describe one step at least"),
        ),
        (
            "critical_fault_unchecked",
            (
                "panne critique sans contrôle sûr, il manque : {detail}",
                "ajoutez un contrôle (verification), un test qui la révèle et la raison du danger",
            ),
            (
                "a critical fault without a safe check, it lacks: {detail}",
                "add a verification, a test that reveals it and the reason of the danger",
            ),
        ),
        (
            "risk_curve_broken",
            (
                "la courbe de risque baisse ou ses kilométrages ne croissent pas ({detail})",
                "triez les points ; le risque est cumulé, il ne peut que monter",
            ),
            (
                "the risk curve falls, or its mileages do not increase ({detail})",
                "sort the points; the risk is cumulative, so it can only rise",
            ),
        ),
        (
            "leak_above_unlisted_rate",
            (
                "leak supérieur à unlisted_rate, ou hors 0-1 : {detail}",
                "baissez leak ou relevez unlisted_rate",
            ),
            (
                "leak above unlisted_rate, or outside 0-1: {detail}",
                "lower the leak or raise the unlisted rate",
            ),
        ),
        (
            "code_malformed",
            (
                "code défaut mal formé, ou identifiant qui n'est pas celui du code : {detail}",
                "corrigez le code (SAE J2012) ; l'identifiant est dtc.<marque>.<code>",
            ),
            (
                "a malformed code, or an id that is not the code's: {detail}",
                "correct the code (SAE J2012); the id is dtc.<make>.<code>",
            ),
        ),
        (
            "code_duplicate",
            ("code défaut en double : {detail}", "gardez-en un et déclassez l'autre"),
            ("a trouble code stands twice: {detail}", "keep one and deprecate the other"),
        ),
        (
            "part_deprecated",
            (
                "une pièce déclassée est encore demandée",
                "indiquez la pièce qui la remplace, ou déclassez la relation",
            ),
            (
                "a deprecated part is still required",
                "name the part that replaces it, or deprecate the relationship",
            ),
        ),
        (
            "provenance_missing",
            ("relation {detail} sans provenance", "indiquez source_kind et created_by"),
            ("{detail} without provenance", "state source_kind and created_by"),
        ),
        (
            "alias_without_embedding",
            (
                "cette formulation n'a pas de vecteur, la recherche ne la trouve pas : {detail}",
                "lancez `faultgraph migrate rebuild-index` ou `faultgraph seed`",
            ),
            (
                "this wording has no vector, so search cannot find it: {detail}",
                "run `faultgraph migrate rebuild-index` or `faultgraph seed`",
            ),
        ),
        (
            "alias_ambiguous",
            (
                "« {detail} » désigne deux observables",
                "précisez l'une des deux formulations",
            ),
            ("“{detail}” names two observables", "make one of the two wordings more precise"),
        ),
        (
            "applicability_clash",
            (
                "aucun véhicule ne peut avoir à la fois ce constat et cette panne",
                "corrigez powertrains ou vehicle_types, ou supprimez la relation",
            ),
            (
                "no vehicle can have both this finding and this fault",
                "correct powertrains or vehicle_types, or delete the relationship",
            ),
        ),
        (
            "prior_mass_stale",
            (
                "la somme des fréquences n'est pas celle des pannes actives : {detail}",
                "changez les statuts par l'API ou la commande, qui refont cette somme",
            ),
            (
                "the sum of prior rates is not that of the active faults: {detail}",
                "change statuses by the API or the command, which sum again",
            ),
        ),
        (
            "substitute_dangling",
            (
                "pièce montée à la place d'une pièce inconnue : {detail}",
                "corrigez substitute_for",
            ),
            (
                "a part used in place of one that does not exist: {detail}",
                "correct substitute_for",
            ),
        ),
        (
            "observable_silent",
            ("cet observable n'indique aucune panne", "reliez-le à une panne ou déclassez-le"),
            (
                "this observable indicates no fault",
                "join it to a fault or deprecate it",
            ),
        ),
        (
            "test_mute",
            ("ce test ne révèle rien", "indiquez ce qu'il révèle ou déclassez-le"),
            ("this test reveals nothing", "state what it reveals or deprecate it"),
        ),
        (
            "revision_dead",
            (
                "révision d'un nœud qui n'existe pas : {detail}",
                "supprimez-la ou rétablissez le nœud depuis une sauvegarde",
            ),
            (
                "a revision of a node that does not exist: {detail}",
                "delete it, or bring the node back from a backup",
            ),
        ),
        (
            "system_circle",
            (
                "un système fait partie de lui-même : {detail}",
                "supprimez un des PART_OF de ce cercle",
            ),
            (
                "a system is part of itself: {detail}",
                "delete one PART_OF of this circle",
            ),
        ),
        (
            "cause_circle",
            (
                "des pannes se causent en cercle : {detail}",
                "supprimez un des CAUSES de ce cercle",
            ),
            ("faults cause each other in a circle: {detail}", "delete one CAUSES of this circle"),
        ),
        (
            "pattern_without_match",
            (
                "motif qui ne correspond à aucun modèle ni moteur : {detail}",
                "corrigez le motif ou ajoutez le véhicule",
            ),
            (
                "a pattern that matches no model or engine: {detail}",
                "correct the pattern or add the vehicle",
            ),
        ),
        (
            "faults_alike",
            (
                "aucun constat ne distingue ces deux pannes ({detail})",
                "ajoutez un test ou un symptôme propre à l'une, ou réunissez-les",
            ),
            (
                "no finding tells these two faults apart ({detail})",
                "add a test or a symptom that only one of them has, or merge them",
            ),
        ),
        (
            "card_without_steps",
            (
                "fiche en relecture ou publiée sans étapes de réparation : {detail}",
                "faites-en un brouillon (`/revise`) et écrivez ses resolution_steps",
            ),
            (
                "a card in review or published without repair steps: {detail}",
                "make it a draft (`/revise`) and write its resolution_steps",
            ),
        ),
        (
            "card_without_fault",
            (
                "fiche approuvée qui ne résout aucune panne active : {detail}",
                "reliez-la à une panne, sinon rien ne s'apprend d'elle",
            ),
            (
                "an approved card that resolves no active fault: {detail}",
                "join it to a fault, or nothing is learned of it",
            ),
        ),
        (
            "card_tree_broken",
            (
                "arbre de diagnostic défectueux : {detail}",
                "corrigez le nœud : chaque réponse mène plus bas ou à une conclusion",
            ),
            (
                "a diagnostic tree with a defect: {detail}",
                "mend the node: every answer leads on, or to a conclusion",
            ),
        ),
        (
            "card_signature_stale",
            (
                "l'empreinte n'est pas celle de la signature : {detail}",
                "écrivez la fiche de nouveau par l'interface, qui recalcule l'empreinte",
            ),
            (
                "the hash is not that of the signature: {detail}",
                "write the card again through the interface, which makes the hash anew",
            ),
        ),
        (
            "relationship_idle",
            (
                "relation active dont une extrémité n'est pas active : {detail}",
                "rien à faire si l'extrémité doit revenir ; sinon déclassez la relation",
            ),
            (
                "an active relationship with an end that is not: {detail}",
                "nothing, if that end is to come back; otherwise deprecate the relationship",
            ),
        ),
        (
            "code_without_cause",
            (
                "code expliqué, mais sans panne reliée : {detail}",
                "reliez-le à une panne quand ses causes sont connues",
            ),
            (
                "a code that is explained but has no fault behind it: {detail}",
                "join it to a fault when its causes are known",
            ),
        ),
    )
}


def check_text(check: str, detail: str, locale: Locale) -> CheckText:
    """Return what is wrong and how to mend it, in the reader's language."""
    said = CHECK_TEXTS[check][locale]
    return CheckText(said.message.replace("{detail}", detail), said.fix)
