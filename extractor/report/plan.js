const form = byId("filters"), index = byId("index");
const articles = all("article.plan"), many = articles.length > 1;
const rows = Object.entries(data.rows).map(([id, facts]) => {
  const row = byId(id), text = squeezed(row.textContent);
  return { id, row, ...facts, text, plain: bare(text), article: row.closest("article"), shown: true };
});
const recordOf = new Map(rows.map(each => [each.id, each]));
let current = many ? null : articles[0];

// The text as searched: for each paragraph or cell its letters and the nodes they stand in.
const passages = new Map();
const passagesOf = article => {
  if (!passages.has(article)) passages.set(article, all(".text p, .text h4, .text h5, .text h6, .text td, .text th", article)
    .map(block => {
      const nodes = [], walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let text = "";
      while (walker.nextNode()) {
        if (walker.currentNode.parentNode.closest("a.n")) continue;
        nodes.push([text.length, walker.currentNode]);
        text += walker.currentNode.data;
      }
      return { nodes, text, plain: bare(text) };
    }));
  return passages.get(article);
};
const rangeOf = ({ nodes }, from, to) => {
  const range = new Range(), at = place => nodes.findLast(([start]) => start <= place);
  const [first, begins] = at(from), [last, ends] = at(to - 1);
  range.setStart(begins, from - first);
  range.setEnd(ends, to - last);
  return range;
};
const placesOf = (article, query) => {
  const length = squeezed(query).length;
  for (const find of finders(query)) {
    const found = [];
    for (const passage of passagesOf(article)) {
      let from = 0, hit;
      while (found.length < 2000 && (hit = find(passage.text.slice(from), passage.plain.slice(from))) >= 0) {
        found.push(rangeOf(passage, from + hit, from + hit + length));
        from += hit + length;
      }
    }
    if (found.length) return found;
  }
  return [];
};

let places = [], place = -1;
const paint = (name, ranges) => {
  if (CSS.highlights) ranges.length ? CSS.highlights.set(name, new Highlight(...ranges)) : CSS.highlights.delete(name);
};
const searchText = query => {
  places = current && squeezed(query).length > 1 ? placesOf(current, query) : [];
  place = -1;
  paint("found", places);
  paint("here", []);
  byId("hits").hidden = !places.length;
  byId("places").textContent = say("in_text", { n: places.length });
};
const step = by => {
  place = (place + by + places.length) % places.length;
  paint("here", [places[place]]);
  byId("places").textContent = `${place + 1} / ${places.length}`;
  bring(places[place].startContainer.parentElement);
};

const bring = node => {
  const pane = node.closest(".text");
  if (!pane || getComputedStyle(pane).overflowY !== "auto") return node.scrollIntoView({ block: "center" });
  const box = node.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  pane.scrollTo({ top: pane.scrollTop + box.top - frame.top - frame.height / 3 });
  if (frame.top < 0 || frame.top > innerHeight / 2) pane.scrollIntoView({ block: "nearest" });
};

const clear = () => {
  all(".at").forEach(each => each.classList.remove("at"));
  all("mark.from").forEach(each => each.classList.remove("from"));
  all("tr[aria-current]").forEach(each => each.removeAttribute("aria-current"));
};
const choose = ({ id, row, article }) => {
  clear();
  row.setAttribute("aria-current", "true");
  all(`mark[data-r~="${id}"], rect[data-of="${id}"]`, article).forEach(each => each.classList.add("at"));
  all(`mark[data-e~="${id}"]`, article).forEach(each => each.classList.add("from"));
  sheet(article, id);
};
const toText = record => {
  open(record.article);
  choose(record);
  const link = byId(record.id + "m"), back = record.article.querySelector(".back");
  if (!link) return;
  back.textContent = say("back", { n: link.textContent });
  back.dataset.to = record.id;
  back.hidden = false;
  link.focus({ preventScroll: true });
  bring(link);
  const shown = record.article.querySelector(".sheet.shown");
  if (shown) shown.scrollIntoView({ block: "nearest" });
};
const toRow = record => {
  open(record.article);
  if (!record.shown) { form.reset(); apply(); }
  choose(record);
  record.row.querySelector(".go")?.focus({ preventScroll: true });
  record.row.scrollIntoView({ block: "center" });
  record.article.querySelector(".back").hidden = true;
};

// The page's picture, cut to the place of the record.
const sheet = (article, id) => {
  const frames = all(`rect[data-of="${id}"]`, article), figure = frames[0]?.closest("figure");
  all(".sheet", article).forEach(each => each.classList.toggle("shown", each === figure));
  if (!figure) return;
  const drawing = figure.querySelector("svg"), button = figure.querySelector(".whole");
  drawing.dataset.whole ??= drawing.getAttribute("viewBox");
  const [, , width, height] = drawing.dataset.whole.split(" ").map(Number);
  const here = frames.filter(each => each.closest("figure") === figure).map(each => each.getBBox());
  const top = Math.max(0, Math.min(...here.map(box => box.y)) - 24);
  const bottom = Math.min(height, Math.max(...here.map(box => box.y + box.height)) + 24);
  drawing.dataset.part = `0 ${top} ${width} ${Math.max(bottom - top, 60)}`;
  button.hidden = false;
  crop(figure, true);
};
const crop = (figure, part) => {
  const drawing = figure.querySelector("svg");
  drawing.setAttribute("viewBox", part ? drawing.dataset.part : drawing.dataset.whole);
  figure.querySelector(".whole").textContent = say(part ? "whole_page" : "region");
  figure.dataset.part = part ? "yes" : "";
};

const matches = (each, want) => (!want.kind || each.kind === want.kind) && (!want.body || each.bodies.includes(want.body))
  && (!want.year || each.year === want.year)
  && (!want.numbered || each.kind === "target" && each.numbered === (want.numbered === "yes"));
const apply = () => {
  const want = Object.fromEntries(new FormData(form)), query = squeezed(want.words);
  const mine = rows.filter(each => !current || each.article === current);
  for (const each of rows) each.shown = matches(each, want);
  if (query) {
    const left = mine.filter(each => each.shown);
    const find = finders(query).find(find => left.some(each => find(each.text, each.plain) >= 0)) || finders(query).at(-1);
    for (const each of mine) each.shown &&= find(each.text, each.plain) >= 0;
  }
  for (const each of rows) each.row.hidden = !each.shown;
  const shown = new Set(rows.filter(each => each.shown).map(each => each.id)), narrowed = shown.size < rows.length;
  for (const mark of all("mark[data-r]")) mark.classList.toggle("off", narrowed && !mark.dataset.r.split(" ").some(id => shown.has(id)));
  for (const link of all("a.n")) link.classList.toggle("off", !shown.has(link.id.slice(0, -1)));
  for (const item of all(".times li[data-of]")) item.hidden = !shown.has(item.dataset.of);
  for (const line of all(".times > li")) {
    line.hidden = !line.querySelector("li[data-of]:not([hidden])");
    line.querySelector(".count").textContent = all("li[data-of]:not([hidden])", line).length;
  }
  for (const table of all("article table.list")) {
    const own = [...table.tBodies[0].rows].filter(row => row.id), count = table.closest("section")?.querySelector("h3 .count");
    if (own.length && count) count.textContent = narrowed ? say("shown", { n: own.filter(row => !row.hidden).length, all: own.length }) : own.length;
  }
  byId("count").textContent = say("shown", { n: mine.filter(each => each.shown).length, all: mine.length });
  searchText(query);
  if (index) filterIndex(want, query);
};
const filterIndex = (want, query) => {
  const active = Object.values(want).some(Boolean);
  [...index.querySelectorAll("tbody tr")].forEach(row => {
    const article = byId(row.querySelector("a").hash.slice(1));
    row.hidden = active && !rows.some(each => each.article === article && each.shown)
      && !(query && !want.kind && !want.body && !want.year && !want.numbered && placesOf(article, query).length);
  });
};

const open = article => {
  if (current === article) return;
  current = article;
  for (const each of articles) each.hidden = many && each !== article;
  if (index) index.hidden = !!article;
  const all_scores = byId("all-scores");
  if (all_scores) all_scores.hidden = !!article;
  const mine = rows.filter(each => !article || each.article === article);
  choices(form.elements.body, tally(mine.flatMap(each => each.bodies)));
  choices(form.elements.year, tally(mine.map(each => each.year).filter(Boolean)));
  apply();
};
const follow = () => {
  const target = byId(decodeURIComponent(location.hash.slice(1))), article = target?.closest("article.plan") || null;
  if (!many) return;
  open(article);
  if (article) { (target === article ? scrollTo(0, 0) : bring(target)); target.focus({ preventScroll: true }); }
};

document.addEventListener("click", event => {
  const hit = event.target, link = hit.closest("a"), button = hit.closest("button");
  if (button?.dataset.hit) return step(Number(button.dataset.hit));
  if (button?.matches(".back")) return toRow(recordOf.get(button.dataset.to));
  if (button?.matches(".whole")) return crop(button.closest("figure"), !button.closest("figure").dataset.part);
  if (button || hit.closest("summary")) return;
  const id = link?.hash.slice(1), place = id && recordOf.get(id.replace(/m$/, ""));
  if (place) {
    event.preventDefault();
    return id.endsWith("m") ? toText(place) : toRow(place);
  }
  if (link?.closest(".outline")) {
    event.preventDefault();
    const unit = byId(id);
    unit.focus({ preventScroll: true });
    return bring(unit);
  }
  if (link || getSelection().toString()) return;
  const frame = hit.closest("rect[data-of]"), mark = hit.closest(".text mark[data-r], .text mark[data-e]");
  if (frame) return toRow(recordOf.get(frame.dataset.of));
  if (mark) {
    const ids = (mark.dataset.r || mark.dataset.e).split(" ").filter(each => recordOf.get(each)?.shown);
    const last = ids.findIndex(each => recordOf.get(each).row.hasAttribute("aria-current"));
    if (ids.length) toRow(recordOf.get(ids[(last + 1) % ids.length]));
    return;
  }
  const row = hit.closest("tbody tr[id]");
  if (row && recordOf.has(row.id)) toText(recordOf.get(row.id));
});
document.addEventListener("keydown", event => {
  const back = current?.querySelector(".back:not([hidden])");
  if (event.key === "Escape" && back && !event.target.closest("form")) toRow(recordOf.get(back.dataset.to));
  if (event.key === "Enter" && event.target.name === "words" && places.length) {
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  }
});

form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("reset", () => setTimeout(apply));
form.addEventListener("submit", event => event.preventDefault());
addEventListener("hashchange", follow);
const start = current;
current = undefined;
open(start);
follow();
