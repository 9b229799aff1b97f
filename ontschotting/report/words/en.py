"""Hold the English texts of the report, by name.

One text after another, in the order of the page: it is a catalogue, so it may be long.
"""

WORDS: dict[str, str] = {
    "page_title": "What do the walls cost? {case}",
    "kicker": "Report on separate pots of public money",
    "skip": "Skip to content",
    "contents": "Contents",
    "made": "Made with ontschotting {version}; data {fingerprint}. Optima of a model, no forecast.",
    "synthetic": "This is a made-up teaching case: its numbers say nothing about the Netherlands.",
    "per_year": "a year",
    "years_note": (
        "A year is the total divided by the {count} delivery years of the plans ({first}–{last})."
    ),
    "one_year_note": "All delivery falls in {first}.",
    "headline": "The outcome",
    "lead": (
        "Given the listed money, needs and limits, at most {current} {units} a year can be funded"
        " within the walls of today{current_range}; without these walls at most"
        " {lifted}{lifted_range}."
    ),
    "lead_one_year": (
        "Given the listed money, needs and limits, at most {current} {units} can be funded within"
        " the walls of today{current_range}; without these walls at most {lifted}{lifted_range}."
    ),
    "lead_range": " ({low} to {high})",
    "lead_target": "The target is {target} {units} a year: {gap}.",
    "gap_reached": "fundable within the walls in this model",
    "gap_short": (
        "in this model {current_gap} a year are missing within the walls and {lifted_gap} without"
        " these walls"
    ),
    "gap_same": "in this model {current_gap} a year are missing, with and without these walls",
    "target_note": "Note on the target in the data: {note}.",
    "range_words": (
        "Central values are the figures as given; low and high are the outcomes when all margins"
        " are unfavourable or favourable together."
    ),
    "caption_headline": (
        "Two questions, side by side and not to be added. Fundable {units}, all years together."
    ),
    "caption_headline_one": "Fundable {units}, all years together.",
    "question": "question",
    "question_price": (
        "Price of the partition: the same money, awarded money too, without these walls"
    ),
    "question_free": "What can still be freed: only money that is not awarded in this case",
    "question_only": "Without these walls (no money in this case is awarded already)",
    "within": "within the walls",
    "without": "without these walls",
    "gain": "gain",
    "gain_range": "gain, lowest … highest of {sets} sets of data computed",
    "gain_bound": "bound: at least … at most",
    "bound_words": (
        "The bound pairs the data most favourable to today with the least favourable without walls,"
        " and the other way round. It is strict on purpose: where it lies below zero, the margins"
        " do not rule out that the walls cost nothing."
    ),
    "additional": (
        "Of the extra fundable {outcome}, {share} ({low} to {high}) is stated not to have come"
        " otherwise: {units} of the {freed}. This share stands apart and is not in the model."
    ),
    "additional_none": (
        "The share of {outcome} that would not have come otherwise is {share} ({low} to {high});"
        " with a gain of zero it changes nothing."
    ),
    "integral_words": (
        "Without these walls here means: purpose, period and stacking free (the regime ‘integral’)."
        " Co-financing, caps, thresholds and distribution over areas stay, and money stays where it"
        " was given. ‘Today’ in this report means: with the walls as this case lists them, also"
        " where it is about years that have passed."
    ),
    "verdict": "Is it the walls that hold homes back?",
    "verdict_units": "Is it the walls that hold results back?",
    "verdict_limits": (
        "On central values these walls hold nothing back. Plans and limits other than money allow"
        " at most {possible} {units}, and these can already be funded within the walls ({current},"
        " {current_share}). More freedom in the money then adds nothing in this model."
    ),
    "verdict_money": (
        "On central values these walls hold nothing back. Plans and limits allow {possible}"
        " {units}; of these {current} can be funded with and without these walls ({current_share})."
        " In this model the rest takes more money or lower costs, not fewer walls."
    ),
    "verdict_partly": (
        "In this model these walls hold back {missing_share} of what is missing within plans and"
        " limits. Plans and limits allow {possible} {units}. Of these {current} can be funded"
        " within the walls ({current_share}); {freed} more when these walls fall, and {rest} then"
        " still take more money or lower costs."
    ),
    "verdict_whole": (
        "In this model these walls hold back all that is missing within plans and limits. Plans and"
        " limits allow {possible} {units}. Of these {current} can be funded within the walls"
        " ({current_share}); the other {freed} can be paid from the same money without these walls."
    ),
    "verdict_else": "On other data within the margins this differs: {cases}.",
    "verdict_else_item": "{name} (gain: {gain})",
    "verdict_same": "It stays so with each group of inputs apart at its low or high value.",
    "flip_near": (
        "That conclusion is not firm. Of the {all} groups of inputs with a margin, {count} flip it,"
        " each alone, inside its own margin and with the rest at the central value. The nearest to"
        " a flip, measured by its own margin, comes first: {items}. Each flip is located to"
        " {precision} of the margin."
    ),
    "flip_near_one": (
        "That conclusion is not firm. Of the groups of inputs with a margin, one flips it alone,"
        " inside its own margin and with the rest at the central value: {items}. The flip is"
        " located to {precision} of the margin."
    ),
    "flip_item": (
        "{name}, from {move} on, at {part} of the margin (at its end, {end}, more: {gain})"
    ),
    "flip_unproven": "A flip that lies nearer is not excluded.",
    "caption_flips": (
        "Where a group of inputs flips the conclusion alone, inside its margin (to {precision} of"
        " the margin)."
    ),
    "flip_at": "flips at",
    "flip_part": "part of the margin",
    "flip_end": "end of the margin",
    "flip_gain": "gain at that end",
    "flip_proven": "proven: not nearer",
    "all_unfavourable": "all margins unfavourable together",
    "all_favourable": "all margins favourable together",
    "low_value": "{name} low",
    "high_value": "{name} high",
    "choices": "Which choices carry the answer",
    "choices_none": (
        "No input of this case has a margin, so no range can be given. Read every number here as:"
        " on exactly these data."
    ),
    "choices_words": (
        "Each bar puts one group of inputs at its low and high value, in both worlds at once, and"
        " leaves the rest at its central value. The widest choice is: {first}."
    ),
    "choices_flat": (
        "One at a time, none of the {count} groups of inputs with a margin moves the gain. Together"
        " they can: see the bound above."
    ),
    "choices_outcome": (
        "The outcome itself moves too, most by {first}, from {low} to {high} {units} within the"
        " walls."
    ),
    "choices_outcome_only": (
        "The outcome itself does move: most by {first}, from {low} to {high} {units} within the"
        " walls."
    ),
    "caption_swings": (
        "Gain and outcome per group of inputs, the rest at its central value ({units}, all years"
        " together)."
    ),
    "input": "input",
    "gain_low": "gain at low value",
    "gain_high": "gain at high value",
    "current_low": "within the walls, low",
    "current_high": "within the walls, high",
    "money": "Where every euro sits",
    "money_words": (
        "Of {budget} (all years together, own money included) {needed} is needed without these"
        " walls for today's result. {blocked} is blocked: it adds only when these walls"
        " fall{of_which}."
    ),
    "money_words_none": (
        "Of {budget} (all years together, own money included) {needed} is needed without these"
        " walls for today's result. On central values nothing is blocked."
    ),
    "money_left": (
        "{surplus} is surplus: in this model it adds nothing even without these walls, because"
        " plans, limits or other money run out first."
    ),
    "money_nothing_left": "There is no surplus: without these walls every euro adds.",
    "money_of_which": ", of which {detour} detour (spent today in dearer ways) and the rest idle",
    "money_detour": "Within the walls the same result costs at least {detour} more (detour).",
    "money_detour_surplus": "So much of the surplus is needed today after all.",
    "money_surplus": (
        "Surplus in this model is no proof that money is left over: it may be needed for what is"
        " not in the tables, or later."
    ),
    "money_stranded": (
        "Stranded under any allowed allocation: {current} within the walls and {lifted} without."
    ),
    "crossing": "What has to cross a wall",
    "crossing_words": (
        "To get the gain at least {crossing} has to pass through a wall: money that today may not"
        " be spent on that purpose, in that area or in that year. That is {share} of the money"
        " under this regime."
    ),
    "crossing_none": (
        "No money has to cross a wall: without these walls no more can be funded than now."
    ),
    "top_up": "Top-up",
    "top_up_words": (
        "To fund the same within the walls takes at least {top_up} extra, provided it is put on"
        " exactly the right budgets."
    ),
    "top_up_none": (
        "No amount suffices: within the walls this result cannot be reached with extra money on"
        " existing budgets. This is proven."
    ),
    "top_up_zero": "No top-up is needed: the result within the walls is the same.",
    "target_top_up": (
        "To meet all listed targets takes at least {current} extra within the walls and {lifted}"
        " without."
    ),
    "target_impossible": (
        "No extra amount meets the listed targets, not even without these walls: plans and limits"
        " do not allow them in this model. This is proven."
    ),
    "target_current_impossible": (
        "No extra amount meets the listed targets within the walls; without these walls at least"
        " {lifted} does."
    ),
    "caption_money": "All measures.",
    "formula_crossing_eur": (
        "least spending under i at V(i) on roads closed in c by purpose, area, period, threshold or"
        " assurance"
    ),
    "formula_utilisation": "needed / (needed + blocked)",
    "formula_top_up_eur": "least additions to budgets so that c reaches V(i)",
    "formula_least_free_share": "least φ so that i with free share φ reaches V(c) + freed",
    "formula_least_free_share_90": "least φ so that i with free share φ reaches V(c) + 0.9 · freed",
    "formula_target_top_up_current_eur": "least additions under c so that every target is met",
    "formula_target_top_up_lifted_eur": "least additions under i so that every target is met",
    "measure": "measure",
    "formula": "formula",
    "break_even": "Cut at which the total stays the same",
    "break_even_words": (
        "How much less money still reaches today's total without these walls? This is a property of"
        " the model, no room for savings: money that brings no units counts as dispensable here,"
        " and single areas can be worse off. So it stands here only with a guarantee and a range,"
        " and beside the cut that leaves the total the same with all walls standing. That part is"
        " no gain of lifting walls: that money adds nothing today, because it is surplus or because"
        " the very walls hold it back."
    ),
    "whole_cut_own": (
        "Why 100%, with ‘{data}’: this cut takes only money whose walls fall. Own money of"
        " municipalities and provinces is not cut, and with those data ({own}) it is enough by"
        " itself for today's result ({current} {units}). What money of the state and others could"
        " add there is then not needed. That follows from the own money and the costs as given with"
        " those data; it does not say that this money can be spared."
    ),
    "whole_cut_nothing": (
        "Why 100%, with ‘{data}’: with those data nothing can be funded within the walls, so"
        " nothing is lost without this money either."
    ),
    "caption_break_even": (
        "Cut of the money whose walls fall at which the total still equals today's."
    ),
    "data": "data",
    "guarantee": "guarantee",
    "no_guarantee": "none: only the total counts",
    "cut": "cut without these walls",
    "cut_walls": "of which possible with the walls too",
    "central": "central values",
    "favourable": "all margins favourable",
    "unfavourable": "all margins unfavourable",
    "guarantee_level": "no area of level {level} below its least of today",
    "guarantee_outcomes": "no outcome below its least of today",
    "readings_words": (
        "Other readings of the same data, each apart. They must not be added up or mixed with the"
        " outcome above. Which reading holds is a choice that carries the answer."
    ),
    "caption_readings": (
        "Other readings: fundable {units}, all years together, awarded money without these walls"
        " too."
    ),
    "reading": "reading",
    "reading_mix": "homes in the mix of the plans, instead of the cheapest first",
    "reading_access": (
        "the housing impulse grant may also pay for mobility (infrastructure outside the plan)"
    ),
    "reading_gelderland": "more plans with a smaller land deficit (another published study)",
    "reading_access_elsewhere": (
        "mobility (infrastructure outside the plan) costs this money nothing"
    ),
    "reading_all_streams": (
        "the new money divided as all money for homes that was decided since 2025, that for"
        " mobility (infrastructure outside the plan) included"
    ),
    "reading_envelope": "the new money divided as the published parts of the five billion of 2025",
    "reading_halves": "the new money half and half over the two streams that the plan names",
    "scenarios": "Scenarios, apart from the outcome",
    "scenarios_words": (
        "These scenarios change more than the partition itself: distribution over areas,"
        " co-financing, caps or thresholds too. So part of their gain can come from dividing money"
        " differently, and it does not belong in the outcome above."
    ),
    "scenarios_none": (
        "On central values nothing falls free in any of these scenarios: not money binds, but plans"
        " and other limits."
    ),
    "scenarios_none_money": "On central values nothing falls free in any of these scenarios.",
    "caption_scenarios": "Extra fundable {units} compared with today, all years together.",
    "scenario": "scenario",
    "only_free": "only money not awarded",
    "also_awarded": "awarded money too",
    "integral": "Purpose, period and stacking free",
    "regional": "The same, money pooled per {level}",
    "unconditional": "All walls down, but the area",
    "borderless": "All walls down, nationally",
    "guarantee_row": "As the first, with a guarantee per {level}",
    "guarantee_outcomes_row": "As the first, with a guarantee on outcomes",
    "guarantee_price": "The price of a guarantee is the difference with the first row.",
    "free_share": "How much freedom is enough",
    "free_share_words": (
        "With {ninety} of each budget free, 90% of the gain is within reach, with {whole} the whole"
        " gain of {freed} {units}."
    ),
    "free_share_none": "On central values there is no gain, so no least free share either.",
    "limits": "If the limits were others",
    "limits_words": (
        "The limits other than money (such as building capacity) are given, not computed. The chart"
        " shows what can be funded with and without walls if they were tighter or wider."
    ),
    "limits_gap": (
        "In the steps worked out the walls begin to hold back at {share} of the given limits:"
        " {gain} {units} there."
    ),
    "caption_limits": "Fundable {units} at other limits, all years together.",
    "limits_share": "limits (100% = given)",
    "groups": "By province, stream and purpose",
    "groups_no_province": "By stream and purpose",
    "groups_words": (
        "Many allocations are equally good. What the optimum does not fix is given as ‘at least …"
        " at most’; a bar says what is certain and what is possible at most."
    ),
    "groups_none": (
        "On central values no money is blocked, so there is nothing to divide over provinces,"
        " streams or purposes."
    ),
    "caption_group_spent_no_budget": "By {what}: spent (at least … at most).",
    "caption_group_no_budget": "By {what}: spent and blocked (at least … at most).",
    "caption_group_spent": "By {what}: budget and spent (at least … at most).",
    "caption_group": "By {what}: budget, spent and blocked (at least … at most).",
    "group_province": "province",
    "group_stream": "stream",
    "group_purpose": "purpose",
    "group_own_money": "origin of the money",
    "budget": "budget",
    "spent_current": "spent today",
    "blocked": "blocked",
    "freed": "gain",
    "own": "own money of municipalities and provinces",
    "other": "money of the state and others",
    "sources": "Sources and assumptions",
    "status_words": "Of the budget {parts}.",
    "status_published": "{share} is published",
    "status_derived": "{share} derived",
    "status_assumption": "{share} assumption",
    "status_synthetic": "{share} synthetic",
    "status_none": "{share} without a status",
    "caption_streams": "The streams in this case.",
    "caption_shares": (
        "Minimum shares: of the units that a stream helps to pay for, at least this share must have"
        " the outcome. A unit counts however little the stream pays of it; the rule falls with the"
        " wall ‘threshold’."
    ),
    "share_level": "counted per",
    "share_outcome": "outcome",
    "share_least": "at least",
    "caption_transfers": (
        "Money that may move to another stream today, and is then spent by its rules. In every"
        " table and chart it stands at the stream that it comes from."
    ),
    "transfer_to": "may move to",
    "transfer_share": "at most, of each budget",
    "stream": "stream",
    "ministry": "ministry",
    "awarded_share": "of which awarded",
    "own_money": "own money",
    "yes": "yes",
    "no": "no",
    "caption_sources": "Sources.",
    "caption_assumptions": "The register of assumptions (low, central, high).",
    "caption_register": "Which streams count and which do not, with the reason.",
    "no_sources": "This case has no table of sources.",
    "source": "source",
    "title": "title",
    "publisher": "publisher",
    "date": "date",
    "not_concluded": "What may not be concluded from this",
    "not_1": (
        "That so many {units} will be or would have been built. These are {units} that this money"
        " can fund at most; building depends on more."
    ),
    "not_2": (
        "That this is a forecast or a lower bound of the damage. Two optima are compared; practice"
        " stays below both, and missing streams, needs or limits can move the answer either way."
    ),
    "not_3": "That the two questions may be added. Money already awarded cannot simply be freed.",
    "not_4": (
        "That a cut is possible. The cut at which the total stays the same says nothing about who"
        " is worse off, unless with a guarantee."
    ),
    "not_5": (
        "That the allocation shown is the only one. By area, stream or purpose only what lies"
        " between at least and at most holds."
    ),
    "not_6": (
        "That gain from dividing money differently (scenarios) is gain from taking down walls."
    ),
    "proof": "Proof and repetition",
    "proof_words": (
        "Every number is the best outcome of a linear program. It was then recomputed without the"
        " solver: every rule and every limit is kept, and between the outcome and the proven most"
        " there is no gap but rounding. Without that proof there is no number."
    ),
    "proof_extra": (
        "Besides these, {count} certified optima for the scenarios, the cuts and the other"
        " questions of this report."
    ),
    "trace": "calculation",
    "traced_price": "comparison, awarded money too",
    "traced_free": "comparison, only money not yet awarded",
    "traced_price_bounds": "bound, awarded money too",
    "traced_free_bounds": "bound, only money not yet awarded",
    "traced_one": "comparison",
    "traced_one_bounds": "bound",
    "traced_swings": "which choices carry the answer",
    "traced_free_share": "how much freedom is enough",
    "certified": "certified optima",
    "worst_gap": "largest gap",
    "worst_row": "largest violation",
    "caption_proof": "What was checked.",
    "reproduce": (
        "To make it again, with the same numbers, in the folder of the library (version {version}):"
    ),
    "cite": "Cite as: ontschotting {version}, ‘{case}’, data {fingerprint}.",
    "files": (
        "The charts are in charts/ (SVG, PNG, alternative text), the tables in tables/ (CSV) and"
        " tables.xlsx."
    ),
    "show_table": "Show the table",
    "none": "none exists",
    "from_to": "{low} … {high}",
    # 12 the answers
    "q_blame": "Who blocks",
    "q_first": "Which walls first",
    "q_margin": "What the next euro brings",
    "q_why": "Why here",
    "q_promise": "What the promise takes",
    "q_years": "Several years",
    "q_on_terms": "On which terms",
    "q_pots": "The pots themselves",
    "q_nothing": (
        "Neither on central nor on unfavourable data does anything fall free without these walls."
        " There is nothing to divide or to choose."
    ),
    "q_unfavourable": (
        "On central data nothing falls free. What stands here holds only if all margins are"
        " unfavourable at once; then {gain} {units} fall free. It is not the outcome of this"
        " report."
    ),
    "q_on_unfavourable": "All margins unfavourable.",
    "q_parts": "The part of each wall in the gain (Shapley value).",
    "q_ladder": "The gain when the walls fall in this order.",
    "q_wall": "wall",
    "q_part": "part",
    "q_value": "{units}, all years",
    "q_choice": "The best choice of streams to free.",
    "q_count": "number",
    "q_streams": "streams",
    "q_bound": "no choice exceeds",
    "q_first_note": (
        "Free means here: without the walls of the question above, for these streams alone. The"
        " upper bound is proven."
    ),
    "q_prices": "What the first million through a wall would add at most ({units}).",
    "q_purpose": "purpose",
    "q_per_million": "at most per million",
    "q_budgets_none": (
        "No budget adds anything with one more euro while the walls of today stand: in this model"
        " it is not a euro here or there that is missing."
    ),
    "q_budgets": (
        "Budgets that add something with one more euro within the walls of today: {count} of {all}."
    ),
    "q_idle": "idle, at least … at most",
    "q_idle_caption": "What lies idle of each stream, over all best allocations within the walls.",
    "q_extra": "Fundable {units} with extra money, wherever it helps most.",
    "q_extra_money": "extra money",
    "q_nation": "the whole case",
    "q_area": "area",
    "q_year": "year",
    "q_target": "target",
    "q_units": "fundable",
    "q_short": "short within the walls",
    "q_short_lifted": "short without these walls",
    "q_shortfalls": (
        "The targets that this model does not reach, at the smallest total shortfall. Only their"
        " sum is fixed: which area and which year carries the shortfall, the optimum leaves open."
    ),
    "q_period": "deadlines and carry-over lifted",
    "q_assurance": "assurance over the years",
    "q_both": "both",
    "q_free_share": "free share {size}",
    "q_cut": "cut {size}",
    "q_out_of_reach": "cannot be reached",
    "q_terms": "term",
    "q_free": "without guarantee",
    "q_held": "with guarantee",
    "q_areas": "What each area gets without the guarantee, beside its least of today.",
    "q_floor": "least of today",
    "q_gets": "gets, at least … at most",
    "q_effect": "effect",
    "q_loses": "loses",
    "q_gains": "gains",
    "q_same": "stays the same",
    "q_open": "left open by the optimum",
    "q_pots_caption": (
        "Pots per purpose, over all years; money counts at every purpose it may go to."
    ),
    "q_pots_count": "pots",
    "q_weight": "weighs as so many equal ones",
    "q_pots_note": (
        "This counts the pots of this case, not of the whole state. Numbers per municipality are"
        " not shown: where recipients are unpublished the money is spread over all municipalities,"
        " which makes such a number too high."
    ),
    "q_published": (
        "What others have published on fragmentation, with its source. No number in this report is"
        " computed from it."
    ),
    "q_fact_description": "what",
    "q_fact_value": "value",
    "q_fact_unit": "unit",
    "q_fact_year": "year",
    "q_fact_source_url": "source",
    # 13 summary, charts and files
    "summary": "Summary",
    "summary_assumed": (
        "Of the budget {share} stands on rows with an assumption (about the amount, the place or"
        " the year)."
    ),
    "summary_note": (
        "This compares two optima given the listed money, needs and limits. It is no forecast and"
        " no lower bound of the damage. What may not be concluded, the sources, the assumptions and"
        " the proof are in the report."
    ),
    "card_freed": "more without these walls ({units}, all years together)",
    "card_bound": "bound: {least} to {most}",
    "no_margins": "no margins given",
    "card_of": "of {budget}",
    "card_no_amount": "no amount suffices",
    "card_top_up": "to fund the same within the walls",
    "figure": "Figure",
    "table": "Table",
    "page": "Page",
    "in_words": "This chart in words and numbers",
    "table_near": "The numbers are in the table below.",
    "file": "Unrounded, as a file in the folder of this report:",
    "long_table": "This table has {rows} rows. It is in tables.xlsx, sheet {file}.",
    "long_table_no_file": "This table has {rows} rows and is on the page of this report.",
    "wide_table": (
        "This table is too wide for this sheet ({columns} columns, {rows} rows). It is in"
        " tables.xlsx, sheet {file}."
    ),
    "wide_table_no_file": (
        "This table is too wide for this sheet ({columns} columns, {rows} rows) and is on the page"
        " of this report."
    ),
    "world": "world",
    "low": "low",
    "high": "high",
    "euros": "amount",
    "fundable": "fundable {units}",
    "free_share_size": "free share",
    "end_least": "lower bound",
    "end_unfavourable": "all margins unfavourable",
    "end_central": "central values",
    "end_favourable": "all margins favourable",
    "end_most": "upper bound",
    "figure_homes": "Fundable {units} a year, within the walls and without, at most.",
    "figure_homes_one_year": "Fundable {units}, within the walls and without, at most.",
    "figure_bounds": "The gain ({units}, all years together) from lower to upper bound.",
    "figure_limits": (
        "Fundable {units} with and without walls, if the limits other than money were different."
    ),
    "figure_swings": "How far each group of inputs moves the gain.",
    "figure_money": "Where every euro sits: needed, blocked or surplus.",
    "figure_scenarios": "The gain ({units}) in each scenario.",
    "figure_free_share": "Fundable {units} by the free share of each budget.",
    "figure_province": "Blocked money by province, at least and at most.",
    "figure_stream": "Blocked money by stream, at least and at most.",
    "figure_blame": "The part of each wall in the gain.",
    "figure_ladder": "The gain as the walls fall one after another.",
    "figure_first": (
        "Fundable {units} by the number of streams that are free, the best choice each time."
    ),
    "figure_margin": (
        "What the first million to another purpose adds at most, by stream and purpose ({units})."
    ),
    "figure_why": "What lies idle of each stream, at least and at most.",
    "figure_promise": "Fundable {units} with extra money.",
    "figure_years": "The gain ({units}) when only the rules about years fall.",
    "figure_terms": "Fundable {units} at a cut, with and without a guarantee.",
    "figure_pots": "Pots by purpose, by number and size.",
}
