"""Texts of questions, plan, safety and stopping in both languages, by key (G9)."""

from graph.vocabulary import Locale

_FR, _EN = Locale.FR, Locale.EN

#: The question that each taxonomy asks of something that is present; {label} is the finding.
TAXONOMY_QUESTIONS: dict[str, dict[Locale, str]] = {
    "tax_phase": {
        _FR: "« {label} » : dans quelle phase de conduite surtout ?",
        _EN: "“{label}”: in which driving phase above all?",
    },
    "tax_temp": {
        _FR: "« {label} » : surtout moteur froid ou moteur chaud ?",
        _EN: "“{label}”: mostly with a cold or a hot engine?",
    },
    "tax_freq": {
        _FR: "« {label} » : par moments ou en permanence ?",
        _EN: "“{label}”: now and then or all the time?",
    },
    "tax_intensity": {
        _FR: "« {label} » : faible, moyen ou fort ?",
        _EN: "“{label}”: weak, medium or strong?",
    },
    "tax_risk": {
        _FR: "« {label} » : quel risque ?",
        _EN: "“{label}”: what kind of risk?",
    },
    "tax_localisation": {
        _FR: "« {label} » : à quel endroit ?",
        _EN: "“{label}”: where on the vehicle?",
    },
    "tax_cote": {
        _FR: "« {label} » : de quel côté ?",
        _EN: "“{label}”: on which side?",
    },
}

#: The values of the taxonomies, as ``taxonomy=value``.
TAXONOMY_VALUES: dict[str, dict[Locale, str]] = {
    "tax_phase=freinage": {_FR: "au freinage", _EN: "when braking"},
    "tax_phase=acceleration": {_FR: "à l'accélération", _EN: "when accelerating"},
    "tax_phase=ralenti": {_FR: "au ralenti", _EN: "at idle"},
    "tax_phase=virage": {_FR: "en virage", _EN: "in bends"},
    "tax_phase=demarrage": {_FR: "au démarrage", _EN: "when starting"},
    "tax_phase=constant": {_FR: "à vitesse constante", _EN: "at a steady speed"},
    "tax_temp=froid": {_FR: "à froid", _EN: "cold"},
    "tax_temp=chaud": {_FR: "à chaud", _EN: "hot"},
    "tax_temp=any": {_FR: "froid ou chaud", _EN: "cold or hot"},
    "tax_freq=intermittent": {_FR: "par moments", _EN: "now and then"},
    "tax_freq=permanent": {_FR: "en permanence", _EN: "all the time"},
    "tax_intensity=faible": {_FR: "faible", _EN: "weak"},
    "tax_intensity=moyen": {_FR: "moyen", _EN: "medium"},
    "tax_intensity=fort": {_FR: "fort", _EN: "strong"},
    "tax_risk=securite": {_FR: "sécurité", _EN: "safety"},
    "tax_risk=panne_simple": {_FR: "simple panne", _EN: "simple breakdown"},
    "tax_risk=confort": {_FR: "confort", _EN: "comfort"},
    "tax_localisation=avant": {_FR: "à l'avant", _EN: "front"},
    "tax_localisation=arriere": {_FR: "à l'arrière", _EN: "rear"},
    "tax_localisation=lateral": {_FR: "sur le côté", _EN: "side"},
    "tax_localisation=moteur": {_FR: "au moteur", _EN: "engine"},
    "tax_localisation=habitacle": {_FR: "dans l'habitacle", _EN: "cabin"},
    "tax_cote=gauche": {_FR: "à gauche", _EN: "left"},
    "tax_cote=droite": {_FR: "à droite", _EN: "right"},
    "tax_cote=central": {_FR: "au centre", _EN: "centre"},
    "tax_cote=bilateral": {_FR: "des deux côtés", _EN: "both sides"},
}

REASONING_TEXTS: dict[str, dict[Locale, str]] = {
    "yes": {_FR: "oui", _EN: "yes"},
    "no": {_FR: "non", _EN: "no"},
    "dont_know": {_FR: "je ne sais pas", _EN: "I don't know"},
    "outlook": {
        _FR: "si {answer} ({share} %) : {fault} passe à {probability} %",
        _EN: "if {answer} ({share} %): {fault} goes to {probability} %",
    },
    "outlook_unlisted": {
        _FR: "si {answer} ({share} %) : aucune panne du graphe ne ressort",
        _EN: "if {answer} ({share} %): no fault of the graph stands out",
    },
    "sure_enough": {
        _FR: "assez sûr pour conclure",
        _EN: "sure enough to conclude",
    },
    "nothing_useful_left": {
        _FR: "plus aucune question utile",
        _EN: "no useful question left",
    },
    "budget_spent": {_FR: "budget de questions épuisé", _EN: "the question budget is spent"},
    "contradiction": {
        _FR: "les constats se contredisent : à revérifier d'abord",
        _EN: "the findings contradict each other: check again first",
    },
    "too_little_evidence": {
        _FR: "trop peu de constats pour nommer une cause",
        _EN: "too few findings to name a cause",
    },
    "not_sure_enough": {
        _FR: "aucune cause ne se détache assez",
        _EN: "no cause stands out enough",
    },
    "too_close": {
        _FR: "deux causes sont presque aussi probables : une question les départage",
        _EN: "two causes are almost equally likely: one question separates them",
    },
    "unlisted_first": {
        _FR: "la cause n'est probablement pas dans le graphe",
        _EN: "the cause is probably not in the graph",
    },
    "consequence_code": {
        _FR: "conséquence de « {fault} » : effacer après réparation",
        _EN: "consequence of “{fault}”: clear after the repair",
    },
    "consequence_other": {
        _FR: "conséquence de « {fault} » : doit disparaître après réparation",
        _EN: "consequence of “{fault}”: should be gone after the repair",
    },
    "counter": {_FR: "au comptoir", _EN: "at the counter"},
    "driveway": {_FR: "sur place, sans pont", _EN: "on the driveway, no lift"},
    "bay": {_FR: "à l'atelier", _EN: "in the workshop"},
    "factor_base": {_FR: "base", _EN: "base"},
    "factor_provided": {_FR: "constats fournis", _EN: "findings provided"},
    "factor_coherence": {_FR: "cohérence des constats", _EN: "findings fit together"},
    "factor_taxonomy": {_FR: "circonstances confirmées", _EN: "circumstances match"},
    "factor_vehicle_history": {_FR: "historique du véhicule", _EN: "vehicle history"},
    "next_questions": {_FR: "Questions utiles", _EN: "Useful questions"},
    "plan": {_FR: "Plan de réparation", _EN: "Repair plan"},
    "check_before": {_FR: "vérifier d'abord", _EN: "check first"},
    "fixes": {_FR: "répare", _EN: "fixes it"},
    "fixed_after": {_FR: "réglé après", _EN: "fixed by then"},
    "cost": {_FR: "coût", _EN: "cost"},
    "expected_cost": {_FR: "coût attendu", _EN: "expected cost"},
    "basket": {_FR: "Pièces à prendre", _EN: "Parts to take along"},
    "covers": {_FR: "couvre", _EN: "covers"},
    "hold_sale": {_FR: "ne pas acheter avant le contrôle", _EN: "do not buy before the check"},
    "would_change": {_FR: "Ce qui changerait la réponse", _EN: "What would change the answer"},
    "several_faults": {
        _FR: "Plusieurs pannes à la fois",
        _EN: "Several faults at once",
    },
    "fault_set": {
        _FR: "À 95 %, la panne est parmi",
        _EN: "At 95 %, the fault is among",
    },
    "confidence": {_FR: "Confiance", _EN: "Confidence"},
    "recheck": {_FR: "à revérifier", _EN: "check again"},
    "interval": {_FR: "intervalle à 90 %", _EN: "90 % interval"},
    "action": {_FR: "intervention", _EN: "repair"},
    "verdict": {_FR: "Verdict", _EN: "Verdict"},
    "tells": {_FR: "la réponse apporte", _EN: "the answer tells"},
    "if": {_FR: "si", _EN: "if"},
    "now_repair": {_FR: "À faire maintenant", _EN: "Do now"},
    "now_check": {_FR: "À contrôler maintenant", _EN: "Check now"},
    "now_specialist": {_FR: "Maintenant", _EN: "Now"},
    "specialist": {
        _FR: "confier le véhicule à un spécialiste coûte moins que d'essayer",
        _EN: "handing the vehicle to a specialist costs less than trying",
    },
    "looked_at": {_FR: "parmi les combinaisons examinées", _EN: "among those looked at"},
    "if_skipped": {_FR: "si pas déjà fait", _EN: "if not done yet"},
    "what_happens": {
        _FR: "Que se passe-t-il ? (décrivez avec vos mots, codes compris)",
        _EN: "What is happening? (in your own words, codes included)",
    },
    "interview_help": {
        _FR: "Réponses : oui, non, ? (je ne sais pas), pourquoi, retour, fin ; "
        "« faux 2 » si la ligne 2 est mal comprise",
        _EN: "Answers: yes, no, ? (don't know), why, undo, stop; “wrong 2” if line 2 was misread",
    },
    "which_one": {
        _FR: "« {said} » : qu'est-ce qui s'en rapproche ?",
        _EN: "“{said}”: which of these comes closest?",
    },
    "prompt_which": {_FR: "numéro / non", _EN: "number / no"},
    "prompt_yes_no": {_FR: "oui / non / ?", _EN: "yes / no / ?"},
    "prompt_codes": {
        _FR: "codes lus (P0171 P0300…), non = aucun de ceux-ci, ?",
        _EN: "codes read (P0171 P0300…), no = none of these, ?",
    },
    "prompt_choice": {_FR: "numéro / ?", _EN: "number / ?"},
    "unclear": {
        _FR: "répondez oui, non ou ? ; pourquoi, retour ou fin",
        _EN: "answer yes, no or ?; why, undo or stop",
    },
    "unclear_choice": {
        _FR: "répondez par un numéro de la liste ou ?",
        _EN: "answer with a number of the list or ?",
    },
    "no_such_line": {
        _FR: "cette ligne n'existe pas ou n'a pas été comprise",
        _EN: "there is no such line, or it was not understood",
    },
    "nothing_to_undo": {_FR: "rien à annuler", _EN: "nothing to undo"},
    "why_again": {
        _FR: "   → les autres constats s'accordent mieux si celui-ci est une erreur",
        _EN: "   → the other findings fit together better if this one is a slip",
    },
    "ask_again": {
        _FR: "Ce constat contredit les autres, vérifiez encore : « {label} » ?",
        _EN: "This finding contradicts the others, check again: “{label}”?",
    },
}
