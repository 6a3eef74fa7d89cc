from tests.core.pack_files import pack, small
from tocsin.core.pack_compare import locked_changes

LEVEL = '\n[[levels]]\nkey = "{0}"\nlabel = "{1}"\n'


def test_the_incidents_policy_lists_what_its_procedures_must_say():
    open_things = {each.key: each for each in pack("security-incidents").unset()}

    assert open_things["timescales.acknowledge.any"].label == "How soon: acknowledge"
    assert open_things["timescales.tell_dpo.critical"].label == "How soon: tell DPO (Critical)"
    assert open_things["levels.major.definition"].label == "What “Major” means"
    assert open_things["matrix.critical.closes"].label == "Who closes (Critical)"
    assert open_things["retention.any"].why == "The document does not say."
    assert open_things["timescales.close.any"].why == "The policy leaves this to the procedures."


def test_the_plan_leaves_other_things_open():
    open_things = [each.key for each in pack("breach-response-plan").unset()]

    assert open_things == [
        "pack.version",
        "pack.approved_by",
        "pack.approved_on",
        "pack.next_review_on",
        "timescales.acknowledge.any",
        "timescales.finding.any",
        "timescales.tell_people.any",
        "timescales.update_team.any",
        "cycles.policy_review",
        "cycles.exercise",
    ]


def test_our_own_policy_leaves_only_its_approval_open():
    assert [each.key for each in pack("recommended").unset()] == [
        "pack.approved_by",
        "pack.approved_on",
        "pack.next_review_on",
    ]


def test_everything_without_a_word_about_it_is_open():
    open_things = {each.key: each for each in small(LEVEL.format("low", "Low")).unset()}

    assert (
        open_things["levels.low.definition"].why == "Nobody can choose a level that has no meaning."
    )
    assert "pupils.parents_told_up_to_age" in open_things
    assert "clearance.roles" in open_things


def test_two_packs_are_compared_in_words():
    before = small(LEVEL.format("low", "Low") + LEVEL.format("high", "High"))
    after = small(
        LEVEL.format("low", "Low")
        + LEVEL.format("high", "Very high")
        + 'is_serious = true\nexamples = ["Fire"]\n'
        + "\n[[timescales]]\nstage = 'tell_dpo'\nlevel = 'high'\namount = 2\n"
        + "\n[wording]\nreceived = 'Thanks'\n"
    )

    told = {(each.label, each.before, each.after) for each in before.differences(after)}

    assert told == {
        ("Levels: Order", "Low, High", "Low, Very high"),
        ("Levels: High: Label", "High", "Very high"),
        ("Levels: High: Is serious", "no", "yes"),
        ("Levels: High: Examples", "not set", "Fire"),
        ("Timescales: Tell DPO (high)", "not set", "2 hours from when it was reported"),
        ("Wording: Received", "not set", "Thanks"),
    }


def test_roles_dates_and_conditions_are_said_in_words_too():
    before = small()
    after = small(
        "approved_on = 2026-09-01\n"
        "\n[[roles]]\nrole = 'dpo'\ndeputies = ['deputy_dpo']\n"
        "\n[[referrals]]\nbecause = 'It must.'\nwhen = { children = true }\n"
    )

    told = {each.label: each.after for each in before.differences(after)}

    assert told["Pack: Approved on"] == "1 September 2026"
    assert told["Roles: DPO: Deputies"] == "Deputy DPO"
    assert told["Referrals: 1: When"] == "children are affected"


def test_a_pack_does_not_differ_from_itself():
    assert pack("recommended").differences(pack("recommended")) == ()


def test_a_school_may_not_change_what_its_trust_has_locked():
    trust = small(LEVEL.format("low", "Low") + "\n[group]\nlocked = ['levels']\n")
    own = small(LEVEL.format("low", "Lowest") + "\n[wording]\nreceived = 'Thanks'\n")

    assert [each.label for each in locked_changes(trust, own)] == [
        "Levels: Order",
        "Levels: Low: Label",
    ]
