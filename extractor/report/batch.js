const form = byId("filters");
const files = [...document.querySelector("table.files").tBodies[0].rows].map((row, at) => {
  const text = squeezed(row.textContent);
  return { row, ...data.rows[at], text, plain: bare(text) };
});
const matches = (file, want) => ["format", "province"].every(name => !want[name] || file[name] === want[name])
  && (!want.state || (want.state === "warned" ? file.warned : file.state === want.state));
const apply = () => {
  const want = Object.fromEntries(new FormData(form)), query = squeezed(want.words);
  let left = files.filter(file => matches(file, want));
  if (query) {
    const find = finders(query).find(find => left.some(file => find(file.text, file.plain) >= 0)) || finders(query).at(-1);
    left = left.filter(file => find(file.text, file.plain) >= 0);
  }
  const shown = new Set(left);
  for (const file of files) file.row.hidden = !shown.has(file);
  byId("count").textContent = say("shown", { n: left.length, all: files.length });
};
choices(form.elements.format, tally(files.map(file => file.format)));
choices(form.elements.province, tally(files.map(file => file.province)));
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("reset", () => setTimeout(apply));
form.addEventListener("submit", event => event.preventDefault());
apply();
