"""The style and the script of the error browser; the script only hides, shows and scrolls what the page holds."""

STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent);
  --missed: #e0a100; --spurious: #d6457d; --wrong: #3f7fe0; }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; padding: 0 1.25rem 4rem; }
header { position: sticky; top: 0; z-index: 1; background: Canvas; border-bottom: 1px solid var(--line);
  padding: .5rem 0; }
h1 { font-size: 1.2rem; margin: 0; } h2 { font-size: 1rem; margin: 2rem 0 .5rem; } small { opacity: .7; }
h1, h2 { overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin-top: .4rem; font-size: .85rem; align-items: center; }
form[hidden] { display: none; }
select, input { font: inherit; max-width: 16rem; }
.legend { margin: .3rem 0 0; font-size: .85rem; }
.wide { overflow-x: auto; margin-top: 1rem; }
table { border-collapse: collapse; font-size: .85rem; }
caption { text-align: left; font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: .15rem .5rem; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
.scores td:nth-child(n+2) { font-variant-numeric: tabular-nums; white-space: nowrap; }
.scores td:first-child { min-width: 14rem; } summary { font-size: .85rem; opacity: .75; cursor: pointer; }
section { scroll-margin-top: 7rem; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.25rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 85vh; overflow-y: auto; padding: .75rem;
  border: 1px solid var(--line); border-radius: .4rem; position: relative; }
.errors { max-height: 85vh; overflow-y: auto; margin: 0; padding: 0 .25rem 0 2.5rem; position: relative; }
.errors > li { border-left: 4px solid var(--kind); padding: .1rem .6rem .4rem; margin-bottom: .8rem; }
.errors > li[hidden] { display: none; }
.errors p { margin: 0 0 .2rem; } .errors table { width: 100%; table-layout: fixed; }
.errors th:first-child { width: 8rem; font-weight: 400; opacity: .75; }
.missed { --kind: var(--missed); } .spurious { --kind: var(--spurious); } .wrong { --kind: var(--wrong); }
li > p > b { color: color-mix(in srgb, var(--kind) 75%, CanvasText); }
mark { color: inherit; background: color-mix(in srgb, var(--kind) 28%, transparent);
  border-bottom: 2px solid var(--kind); cursor: pointer; }
mark.off { background: none; border-bottom: 1px dotted var(--line); cursor: auto; }
.legend mark { cursor: auto; padding: 0 .3rem; }
a.n { font-size: .7rem; vertical-align: super; text-decoration: none; padding: 0 .15rem; }
a.n.off { display: none; }
tr.differs td { background: color-mix(in srgb, var(--wrong) 18%, transparent); }
tr.differs th { opacity: 1; font-weight: 600; }
code { font-size: .8rem; overflow-wrap: anywhere; } .why { opacity: .85; }
:target, .at { outline: 2px solid var(--kind, currentColor); outline-offset: 2px; }
.document[hidden] { display: none; }
@media (max-width: 60rem) { .pair { grid-template-columns: minmax(0, 1fr); } header { position: static; } }
@media print { header { position: static; } .text, .errors { max-height: none; } }
"""

SCRIPT = """
(() => {
  const form = document.getElementById("filters"), count = document.getElementById("count");
  const cards = [...document.querySelectorAll(".errors > li")];
  const marks = [...document.querySelectorAll(".text mark")], numbers = [...document.querySelectorAll("a.n")];
  const plain = text => text.normalize("NFC").toLowerCase();
  const words = new Map(cards.map(card => [card, plain(card.textContent)]));
  const apply = () => {
    const want = Object.fromEntries(new FormData(form));
    const sought = plain(want.words || "").trim(), shown = new Set();
    for (const card of cards) {
      const ok = ["layer", "kind", "document"].every(name => !want[name] || card.dataset[name] === want[name])
        && (!want.field || card.dataset.field.split(" ").includes(want.field)) && words.get(card).includes(sought);
      card.hidden = !ok;
      if (ok) shown.add(card.id.slice(1));
    }
    for (const mark of marks) mark.classList.toggle("off", !mark.dataset.errors.split(" ").some(n => shown.has(n)));
    for (const number of numbers) number.classList.toggle("off", !shown.has(number.id.slice(1)));
    for (const section of document.querySelectorAll(".document"))
      section.hidden = !section.querySelector(".errors > li:not([hidden])");
    count.textContent = `${shown.size} / ${cards.length}`;
  };
  const go = (pane, target) => {
    document.querySelectorAll(".at").forEach(each => each.classList.remove("at"));
    target.classList.add("at");
    const box = target.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    pane.scrollTop += box.top - frame.top - frame.height / 4;
  };
  document.addEventListener("click", event => {
    const hit = event.target, button = hit.closest("button"), mark = hit.closest(".text mark");
    const link = hit.closest('a[href^="#m"], a[href^="#e"]');
    if (button) return navigator.clipboard?.writeText(button.previousElementSibling.textContent);
    const first = mark && mark.dataset.errors.split(" ").map(n => document.getElementById("e" + n))
      .find(card => !card.hidden);
    const target = first || (link && document.getElementById(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    go(target.closest(".errors, .text"), target);
  });
  form.hidden = false;
  if (navigator.clipboard) document.querySelectorAll("button").forEach(button => { button.hidden = false; });
  form.addEventListener("input", apply);
  form.addEventListener("submit", event => event.preventDefault());
  apply();
})();
"""
