const form = byId("filters"), dialog = byId("details"), inner = dialog.querySelector(".inner");
const table_ = document.querySelector(".matrix table");
const lines = all("tbody tr", table_ || document.createElement("table")).map((row, at) => {
  const text = squeezed([data.lines[at].indicator, ...data.lines[at].said.map(each => each.quote || "")].join(" "));
  return { row, at, ...data.lines[at], text, plain: bare(text) };
});
const judged = name => data.judgements[name] ? data.judgements[name].join(" ") : "";

const matches = (line, want) => (!want.year || line.year === want.year)
  && (!want.judgement && !want.plan || line.said.some(each => (!want.plan || each.plan === Number(want.plan))
    && (!want.judgement || each.judgement === want.judgement)));
let only = "";
const apply = () => {
  const want = Object.fromEntries(new FormData(form)), query = squeezed(want.words);
  let left = lines.filter(line => matches(line, want));
  if (query) {
    const find = finders(query).find(find => left.some(line => find(line.text, line.plain) >= 0)) || finders(query).at(-1);
    left = left.filter(line => find(line.text, line.plain) >= 0);
  }
  const shown = new Set(left);
  for (const line of lines) line.row.hidden = !shown.has(line);
  if (only !== want.plan) {
    only = want.plan;
    for (const cell of all("[data-p]", table_)) {
      const plan = Number(cell.dataset.p);
      cell.hidden = only !== "" && plan !== Number(only) && plan !== data.baseline;
    }
  }
  byId("count").textContent = say("shown", { n: left.length, all: lines.length });
};

const ask = (title, parts, asked) => {
  byId("details-h").textContent = title;
  inner.replaceChildren(...parts);
  dialog.showModal();
  dialog.scrollTop = 0;
  byId("details-h").focus({ preventScroll: true });
  asked?.scrollIntoView({ block: "center" });
};
const line_ = (name, value) => value ? [make("p", {}, `${name}: ${value}`)] : [];
const section_ = said => make("section", { class: said.judgement || null, "data-plan": said.plan },
  make("h3", {}, [data.plans[said.plan], judged(said.judgement)].filter(Boolean).join(" · ")),
  ...(said.value ? [make("p", {}, make("strong", {}, said.value), said.due ? `, ${said.due}` : "", said.path ? ` (${said.path})` : "")] : []),
  ...(said.quote ? [make("blockquote", { cite: null }, said.quote)] : []),
  ...line_(say("why"), said.reason),
  ...line_(say("link"), said.link && `${said.link} (${say("score")} ${said.score})`));
const askLine = (line, plan) => {
  const order = new Map(data.order.map((plan, at) => [plan, at]));
  const parts = [...line.said].sort((a, b) => order.get(a.plan) - order.get(b.plan)).map(section_);
  parts.forEach(part => { part.className = ""; });
  const asked = parts.find(part => part.dataset.plan === plan);
  asked?.classList.add("asked");
  const bars = drawn(line);
  ask([line.indicator, line.year].filter(Boolean).join(", "), bars ? [bars, ...parts] : parts, asked);
};
const askBody = body => {
  const parts = [];
  for (const plan of data.order) {
    const own = body.held.filter(([of]) => of === plan);
    if (!own.length) continue;
    const items = own.map(([, role, number]) => {
      const task = data.tasks[number];
      return make("li", {}, make("strong", {}, say(role ? "support" : "lead")), `: ${task.action}`,
        ...[["due", task.due], ["output", task.output]].filter(([, value]) => value)
          .map(([name, value]) => make("small", {}, `${say(name)}: ${value}`)));
    });
    parts.push(make("section", {}, make("h3", {}, data.plans[plan]), make("ul", {}, ...items)));
  }
  ask(body.name, parts);
};

// Bars of one indicator: the plans that set it in the unit that most use; the baseline's number as a line.
const draw = (tag, attributes, ...children) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const drawn = line => {
  const numbered = line.said.filter(each => each.number !== undefined);
  const units = tally(numbered.map(each => each.unit || "")), unit = [...units].sort((a, b) => b[1] - a[1])[0]?.[0];
  const bars = numbered.filter(each => (each.unit || "") === unit);
  if (new Set(bars.map(each => each.plan)).size < 2) return null;
  bars.sort((a, b) => b.number - a.number);
  const most = Math.max(...bars.map(each => Math.abs(each.number)), 1e-9), left = 210, width = 380, high = 26;
  const base = bars.find(each => each.plan === data.baseline), x = number => left + width * Math.max(0, number) / most;
  const shown = bars.map((each, at) => {
    const name = data.plans[each.plan], short = name.length > 30 ? name.slice(0, 29) + "…" : name;
    return draw("g", { class: each.plan === data.baseline ? "of-baseline" : "" },
      draw("text", { class: "name", x: left - 8, y: at * high + 18 }, short),
      draw("rect", { x: left, y: at * high + 5, width: Math.max(1, x(each.number) - left), height: high - 9 }),
      draw("text", { x: x(each.number) + 6, y: at * high + 18 }, each.value));
  });
  const rule = base ? [draw("path", { d: `M${x(base.number)} 0V${bars.length * high + 2}`, fill: "none" })] : [];
  const label = [line.indicator, line.year].filter(Boolean).join(", ");
  const told = bars.map(each => `${data.plans[each.plan]}: ${each.value}`).join("; ");
  const caption = make("figcaption", {}, label);
  if (base) caption.append(make("small", {}, "┆ " + say("baseline_line", { value: base.value })));
  return make("figure", { id: null, class: "bars" }, caption,
    draw("svg", { viewBox: `0 0 760 ${bars.length * high + 4}`, role: "img", "aria-label": `${label}. ${told}` }, ...shown, ...rule));
};
const pick = byId("pick");
if (pick) {
  const show = () => byId("picture").replaceChildren(...(drawn(data.lines[pick.value])?.childNodes || []));
  for (const option of [...pick.options]) if (!drawn(data.lines[option.value])) option.remove();
  pick.addEventListener("input", show);
  pick.closest("p").hidden = false;
  if (pick.options.length) show(); else byId("bars").hidden = true;
}

document.addEventListener("click", event => {
  const hit = event.target;
  if (hit.closest(".close") || hit === dialog) return dialog.close();
  if (getSelection().toString()) return;
  const body = hit.closest("[data-body]"), row = hit.closest("tr[data-line]");
  if (body) return askBody(data.bodies[body.dataset.body]);
  if (row) askLine(lines[row.dataset.line], hit.closest("td[data-p]")?.dataset.p);
});
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("reset", () => setTimeout(apply));
form.addEventListener("submit", event => event.preventDefault());
apply();
