"""One indicator is found across plans by its words; who promises less, later or nothing is judged by stated rules."""

from datetime import date

import pytest
from evaluate_makers import by, plan, target

import extractor
from extractor import compare
from extractor.compare.align import align, due_year
from extractor.compare.judge import judge, less_is_better, side
from extractor.compare.terms import terms
from extractor.lexicons import rows
from extractor.normalize import fold

YEAR = {str(year): date(year, 12, 31) for year in (2025, 2026, 2030, 2045)}


def made(name, *records, issuer=None, **more):
    """A plan called `name` with one target for each record; `latest` days are those of its years."""
    whole = plan("\n".join(r["quote"] for r in records), targets=records, metadata={"issuer": issuer}.items(), **more)
    targets = []
    for record, one in zip(records, whole.targets, strict=True):
        due = one.due and one.due.model_copy(update={"latest": YEAR.get(one.due.anchor)})
        targets.append(one.model_copy(update={"due": due, "within": record.get("within")}))
    source = whole.source.model_copy(update={"name": name, "sha256": name})
    return whole.model_copy(update={"source": source, "targets": tuple(targets)})


def share(words, value, year="2030", **more):
    return target(words, value, "%", by(year), **more)


def together(a, b, **options):
    """The pairs (target of a, target of b) that stand in one cluster."""
    return {
        (m.target, n.target)
        for cluster in align([a, b], **options)
        for m in cluster.members
        for n in cluster.members
        if (m.plan, n.plan) == (0, 1)
    }


def key(words, value="80", unit="%", **more):
    return terms(made("x.txt", target(words, value, unit, by("2030"), **more)).targets[0])


def verdict(ours, theirs, **issuers):
    a = made("a.txt", theirs, issuer=issuers.get("baseline"))
    b = made("b.txt", ours, issuer=issuers.get("plan"))
    return judge(*(side(p, 0, compare.comparison.level_of(p)) for p in (a, b)))


# ── terms ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tỷ lệ hộ dân trên địa bàn tỉnh dùng nước sạch", "tỉ lệ hộ gia đình của thành phố sử dụng nước sạch"),
        ("Phấn đấu tối thiểu người dân Đồng Nai có hồ sơ sức khỏe điện tử", "công dân có sổ sức khoẻ điện tử"),
        ("chi cho nghiên cứu và phát triển (R&D)", "Chi cho nghiên cứu phát triển"),
        ("Đến năm 2030 xã đạt chuẩn nông thôn mới", "xã bảo đảm chuẩn NTM"),
    ],
)
def test_territory_effort_years_and_synonyms_leave_one_wording(one, other):
    light = {"tỷ lệ", "tỉ lệ"}
    assert [w for w in key(one).key if w not in light] == [w for w in key(other).key if w not in light]


def test_xa_hoi_is_no_commune_and_kinh_te_so_keeps_its_last_word():
    assert key("phát triển kinh tế số và xã hội số").population == frozenset()
    assert key("Quy mô kinh tế số").key[-1] == "số"


def test_the_population_is_whom_the_indicator_counts_first():
    assert key("Tỷ lệ người dân và doanh nghiệp sử dụng dịch vụ công trực tuyến").population == {
        "người dân",
        "doanh nghiệp",
    }


@pytest.mark.parametrize(
    ("unit", "change", "expected"),
    [
        ("%", "reach", "share"), ("% GRDP", "reach", "product"), ("%", "increase_by", "rate"),
        ("%/năm", "reach", "rate"), ("tấn", "reach", "measure"), ("USD", "reach", "money"), ("hạng", "reach", "rank"),
        ("xã", "reach", "count"),
        ("người/vạn dân", "reach", "density"), ("bản tin/năm", "reach", "count"), (None, "reach", "count"),
    ],
)  # fmt: skip
def test_units_have_classes(unit, change, expected):
    assert key("x y z", unit=unit, change=change).unit == expected


WORDING = rows("wording", "id", "kind", "names", "examples")


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in WORDING])
def test_every_name_of_the_wording_list_is_shown_by_an_example(row):
    assert [name for name in row["names"] if not any(name in example for example in row["examples"])] == []


def test_no_name_of_the_wording_list_has_two_owners():
    names = [fold(name) for row in WORDING for name in row["names"]]
    assert sorted(names) == sorted(set(names))


# ── alignment ───────────────────────────────────────────────────────────────────────────────────────────────────────

WATER = "Tỷ lệ hộ dân dùng nước sạch"
WASTE = "Tỷ lệ chất thải rắn đô thị được thu gom"
FOREST = "Tỷ lệ che phủ rừng"


def test_the_same_indicator_is_found_in_other_words_and_with_another_number():
    a = made("a.txt", share(WATER, "95"), share(WASTE, "90"), share(FOREST, "42"))
    b = made("b.txt", share("hộ gia đình của tỉnh sử dụng nước sạch", "90"), share("Độ che phủ rừng", "50"))
    assert together(a, b) == {(0, 0), (2, 1)}


def test_the_same_number_links_nothing():
    a, b = made("a.txt", share(WATER, "95")), made("b.txt", share(FOREST, "95"))
    assert together(a, b) == set()


def test_one_target_of_a_plan_for_a_cluster_and_year():
    a = made("a.txt", share(WATER, "95"))
    b = made("b.txt", share("Tỷ lệ hộ dân dùng nước sạch nông thôn", "90"), share("Tỷ lệ hộ dân dùng nước sạch", "98"))
    assert together(a, b) == {(0, 1)}


def test_years_of_one_indicator_share_its_cluster():
    a = made("a.txt", share(WATER, "90", "2025"), share(WATER, "98"))
    b = made("b.txt", share(WATER, "92", "2025"), share(WATER, "99"))
    assert len(align([a, b])) == 1


def test_a_plan_may_divide_an_indicator_by_population():
    a = made("a.txt", share("Tỷ lệ người dân và doanh nghiệp sử dụng dịch vụ công trực tuyến", "80"))
    b = made(
        "b.txt",
        share("Tỷ lệ người dân sử dụng dịch vụ công trực tuyến", "80"),
        share("Tỷ lệ doanh nghiệp sử dụng dịch vụ công trực tuyến", "90"),
    )
    assert together(a, b, first=0) == {(0, 0), (0, 1)}


def test_people_are_not_firms():
    a = made("a.txt", share("Tỷ lệ người dân sử dụng dịch vụ công trực tuyến", "80"))
    b = made("b.txt", share("Tỷ lệ doanh nghiệp sử dụng dịch vụ công trực tuyến", "80"))
    assert together(a, b) == set()


def test_quantity_value_and_growth_of_the_same_goods_are_three_indicators():
    goods = [("tấn", "reach"), ("USD", "reach"), ("%/năm", "increase_by")]
    a, b = (
        made(f"{n}.txt", *(target("xuất khẩu cà phê", "5", unit, by("2030"), change=change) for unit, change in order))
        for n, order in (("a", goods), ("b", goods[::-1]))
    )
    assert together(a, b) == {(0, 2), (1, 1), (2, 0)}


def test_a_part_of_a_statement_stands_with_its_whole():
    a = made("a.txt", target("Các cơ quan báo chí giữ vững doanh thu", due=by("2025")))
    b = made(
        "b.txt",
        share("cơ quan báo chí tăng doanh thu", "30", "2025"),
        target("doanh thu", "20", "%", by("2025"), change="increase_by", within=0),
    )
    assert together(a, b) == {(0, 0), (0, 1)}


def test_the_order_of_the_plans_does_not_count():
    plans = [
        made("a.txt", share(WATER, "95"), share(FOREST, "42")),
        made("b.txt", share("Tỷ lệ hộ sử dụng nước sạch", "90"), share(WASTE, "80")),
        made("c.txt", share("Tỷ lệ che phủ rừng toàn tỉnh", "40")),
    ]
    names = [p.source.name for p in plans]

    def groups(order):
        clusters = align([plans[i] for i in order])
        return {frozenset((names[order[m.plan]], m.target) for m in cluster.members) for cluster in clusters}

    assert groups([0, 1, 2]) == groups([2, 1, 0]) == groups([1, 2, 0])


def test_a_cluster_is_named_by_its_clearest_member_and_each_link_says_why():
    texts = (
        "Tỷ lệ che phủ rừng và cây xanh",
        FOREST,
        "Tỷ lệ che phủ rừng trên địa bàn tỉnh",
    )
    comparison = compare.compare([made(f"{i}.txt", share(words, "42")) for i, words in enumerate(texts)])
    assert comparison.indicator(0) == FOREST
    links = comparison.clusters[0].links
    assert len(links) == 2 and all(0.5 <= link.score <= 1 for link in links)
    assert "che phủ rừng" in compare.link_reason(links[0], lang="en")


def test_due_years():
    dues = {"2025": "2025", "2026/2030": "2030", "2025-01/2025-09": "2025", "ongoing": "", "--11-30": ""}
    for anchor, year in dues.items():
        one = made("a.txt", share(WATER, "1", anchor)).targets[0]
        assert due_year(one) == year, anchor


# ── judgement ───────────────────────────────────────────────────────────────────────────────────────────────────────

COUNTRY, PROVINCE = "Chính phủ", "Ủy ban nhân dân tỉnh Sơn La"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (share(WATER, "95"), share(WATER, "90"), "stronger"),
        (share(WATER, "80"), share(WATER, "90", comparator=">="), "weaker"),
        (share(WATER, "90", comparator=">"), share(WATER, "90", comparator=">="), "equal"),
        (share(WATER, "90", "2030"), share(WATER, "90", "2025"), "later"),
        (share(WATER, "90", "2025"), share(WATER, "90", "2030"), "earlier"),
        (share("Tỷ lệ hộ nghèo", "2"), share("Tỷ lệ hộ nghèo", "3"), "stronger"),
        (share("Tỷ lệ hộ nghèo được vay vốn", "60"), share("Tỷ lệ hộ nghèo được vay vốn", "50"), "stronger"),
        (share(WASTE, "5", comparator="<"), share(WASTE, "4", comparator="<"), "weaker"),
        (target("xếp hạng", "10", "hạng", by("2030")), target("xếp hạng", "15", "hạng", by("2030")), "stronger"),
        (share("chi phí", "30", change="decrease_by"), share("chi phí", "20", change="decrease_by"), "stronger"),
        (share(WATER, ["70", "80"], comparator="range"), share(WATER, "75"), "weaker"),
        (target("Kinh tế số", "30", "% GRDP", by("2030")), target("Kinh tế số", "30", "% GDP", by("2030")), "equal"),
        (target("giữ vững doanh thu", due=by("2025")), share("doanh thu", "20", "2025"), "not-comparable"),
        (target("giữ vững doanh thu", due=by("2025")), target("giữ vững doanh thu", due=by("2025")), "equal"),
        (share("doanh thu", "20"), share("doanh thu", "20", change="increase_by"), "not-comparable"),
        (target("trồng rừng", "5", "ha", by("2030")), target("trồng rừng", "5", "cây", by("2030")), "not-comparable"),
        (share("Tỷ lệ người dân có chữ ký số", "70"), share("Tỷ lệ doanh nghiệp có chữ ký số", "70"), "not-comparable"),
        (share("tỷ lệ mất cân đối", "60/40"), share("tỷ lệ mất cân đối", "70/30"), "not-comparable"),
    ],
)  # fmt: skip
def test_judgements(ours, theirs, expected):
    assert verdict(ours, theirs).judgement == expected


def test_a_countrys_count_is_not_a_provinces_but_its_share_is():
    count, rate = target("sàn dữ liệu", "5", "sàn", by("2030")), share("kinh tế số", "30")
    assert verdict(count, count, baseline=COUNTRY, plan=PROVINCE).rule == "country-against-province"
    assert verdict(rate, rate, baseline=COUNTRY, plan=PROVINCE).judgement == "equal"


def test_what_is_stronger_but_later_says_so():
    one = verdict(share(WATER, "95", "2030"), share(WATER, "90", "2025"))
    assert (one.judgement, one.timing, one.offset) == ("stronger", "later", True)
    assert compare.reason(one) == "95 % so với 90 %, nhưng muộn hơn"
    assert compare.reason(one, lang="en") == "95 % against 90 %, but later"


def test_less_is_better_where_the_statement_lowers():
    lowers = made("a.txt", share("Tỷ lệ ngân sách chi thường xuyên giảm còn 55%", "55")).targets[0]
    assert less_is_better(lowers)


# ── comparison ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_a_plan_leaves_out_and_what_it_adds():
    national = made("national.txt", share(WATER, "95"), share(FOREST, "42"), share(FOREST, "45", "2045"))
    province = made("province.txt", share(FOREST, "43"), share(WASTE, "90"))
    comparison = compare.compare([province, national], baseline="national.txt")
    judged = [
        (cell.member and cell.member.target, cell.verdict and cell.verdict.judgement)
        for cell in comparison.cells
        if cell.plan == 0
    ]
    assert sorted(judged, key=str) == [(0, "stronger"), (1, None), (None, "missing"), (None, "missing")]
    (covered,) = comparison.coverage()
    assert (covered.present, covered.asked, covered.share) == (1, 2, 0.5)


def test_a_number_reached_for_an_earlier_year_answers_a_later_one():
    national = made("n.txt", share(FOREST, "40"), share(FOREST, "45", "2045"))
    province = made("p.txt", share(FOREST, "45"))
    judged = [
        cell.verdict.judgement for cell in compare.compare([national, province], baseline=0).cells if cell.verdict
    ]
    assert judged == ["stronger", "earlier"]


def test_every_target_stands_in_a_cell():
    plans = [
        extractor.extract(f"corpora/{name}")
        for name in ("mau-03-bacninh-kinh-te-so-xa-hoi-so.md", "mau-07-phu-luc-khcn-chuyen-doi-so.md")
    ]
    cells = compare.compare(plans, baseline=1).cells
    told = {cell.member for cell in cells if cell.member} | {cell.against for cell in cells if cell.against}
    assert len(told) == sum(len(p.targets) for p in plans)


def test_plans_of_one_province_are_told_apart():
    a, b = (made(f"{n}.txt", share(WATER, "1"), issuer=PROVINCE) for n in "ab")
    assert compare.compare([a, b]).names == ("Sơn La (a.txt)", "Sơn La (b.txt)")


def test_wrong_calls_name_what_would_help():
    a, b = (made(f"{n}.txt", share(WATER, "1")) for n in "ab")
    for plans, baseline, words in (([a], None, "two plans"), ([a, b], "c.txt", "file name"), ([a, b], 2, "0 to 1")):
        with pytest.raises(compare.BadComparison, match=words):
            compare.compare(plans, baseline=baseline)


# ── versions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_changed_between_two_versions():
    old = made(
        "old.txt",
        share(WATER, "90"),
        share(FOREST, "42", "2025"),
        share("Tỷ lệ hộ nghèo", "2"),
        share("Tỷ lệ trạm y tế có bác sĩ", "80"),
    )
    new = made(
        "new.txt",
        share("Tỷ lệ hộ gia đình dùng nước sạch", "95"),
        share(FOREST, "42", "2026"),
        share("Tỷ lệ hộ nghèo", "3"),
        share(WASTE, "70"),
    )
    found = {change.old.indicator if change.old else None: change.kinds for change in compare.versions(old, new)}
    assert found == {
        WATER: ("raised", "reworded"), FOREST: ("postponed",), "Tỷ lệ hộ nghèo": ("lowered",),
        "Tỷ lệ trạm y tế có bác sĩ": ("removed",), None: ("added",),
    }  # fmt: skip


def test_a_plan_against_itself_is_unchanged():
    plan = extractor.extract("corpora/mau-02-vinhlong-chuyen-doi-so-bao-chi.txt")
    assert {change.kinds for change in compare.versions(plan, plan)} == {("unchanged",)}
