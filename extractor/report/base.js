const data = JSON.parse(document.getElementById("data").textContent);
const say = (name, values = {}) => data.words[name].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const byId = id => document.getElementById(id);
const make = (tag, attributes = {}, ...inner) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(name, value);
  node.append(...inner);
  return node;
};

// Letters without marks, one for one, so that places in the folded text are places in the text.
const bare = text => text.replace(/[^\x00-\x7f]/g, c => {
  const base = c.normalize("NFD")[0].toLowerCase();
  return base === "đ" ? "d" : base[0];
}).toLowerCase();
const squeezed = text => text.normalize("NFC").replace(/\s+/g, " ").trim();

// What finds the query in a text: marks count where they are typed, until nothing is found with them.
const finders = query => {
  const typed = squeezed(query).toLowerCase(), folded = bare(typed);
  const exact = text => text.toLowerCase().indexOf(typed), loose = (text, plain) => plain.indexOf(folded);
  return typed === folded ? [loose] : [exact, loose];
};

const sortable = table => {
  const heads = all("thead th", table), body = table.tBodies[0], order = new Map([...body.rows].map((row, at) => [row, at]));
  const collator = new Intl.Collator("vi", { numeric: true });
  const key = (row, at) => row.cells[at].dataset.v ?? row.cells[at].textContent;
  const compare = (a, b) => (a === "") - (b === "") || (isNaN(a) || isNaN(b) ? collator.compare(a, b) : a - b);
  heads.forEach((head, at) => {
    if (!head.textContent || head.dataset.fixed !== undefined) return;
    const button = make("button", { type: "button" }, head.textContent);
    button.title = say("sort", { column: head.textContent });
    head.replaceChildren(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach(each => each.hasAttribute("aria-sort") && each.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keyed = [...body.rows].map(row => [key(row, at), row]);
      keyed.sort(([a, r], [b, s]) => (a === "" || b === "" ? compare(a, b) : (down ? -1 : 1) * compare(a, b))
        || order.get(r) - order.get(s));
      body.append(...keyed.map(([, row]) => row));
    });
  });
};

// On a phone rows are laid out as cards: their meaning as a table is kept by roles.
const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
for (const table of all("table.list")) {
  sortable(table);
  for (const [tag, role] of Object.entries(roles))
    for (const node of tag === "table" ? [table] : table.querySelectorAll(tag)) node.setAttribute("role", role);
  for (const head of table.querySelectorAll("th")) head.setAttribute("role", head.scope === "row" ? "rowheader" : "columnheader");
}

const top_ = document.querySelector("header.top");
const measured = () => document.documentElement.style.setProperty(
  "--top", getComputedStyle(top_).position === "sticky" ? `${top_.offsetHeight}px` : "0px");
new ResizeObserver(measured).observe(top_);
addEventListener("resize", measured);
document.documentElement.classList.add("js");
measured();

const choices = (select, counts) => {
  const kept = select.value, first = select.options[0];
  const sorted = [...counts].sort(([a], [b]) => a.localeCompare(b, "vi"));
  select.replaceChildren(first, ...sorted.map(([value, many]) => new Option(`${value} (${many})`, value)));
  select.value = counts.has(kept) ? kept : "";
};
const tally = values => {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
};
