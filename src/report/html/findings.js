"use strict";
// Search, filters and order of the table of findings. Without it all rows are there.
(() => {
  const at = (id) => document.getElementById(id);
  const body = at("rows"), count = at("count"), filters = ["agency", "family", "status"];
  const key = {
    agency: (row) => Number(row.dataset.agency),
    date: (row) => row.querySelector("time")?.dateTime ?? "9999",
    indicator: (row) => row.querySelector("[data-sort]").textContent,
    status: (row) => row.dataset.status,
  };
  const rows = [...body.rows].map((row, place) => ({ row, place, text: row.textContent.toLowerCase() }));

  const filter = () => {
    const words = at("words").value.toLowerCase().split(/\s+/);
    const chosen = filters.map((id) => [id, at(id).value]).filter(([, value]) => value !== "");
    let shown = 0;
    for (const { row, text } of rows) {
      const fits = chosen.every(([id, value]) => row.dataset[id] === value) && words.every((word) => text.includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    const number = (value) => value.toLocaleString("en-GB");
    count.textContent = `${number(shown)} of ${number(rows.length)} listed findings are shown`;
  };

  const sort = () => {
    const of = key[at("order").value];
    const before = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
    const keyed = rows.map((each) => ({ ...each, key: of ? of(each.row) : 0 }));
    keyed.sort((one, other) => before(one.key, other.key) || one.place - other.place);
    body.append(...keyed.map(({ row }) => row));
  };

  const clear = () => {
    for (const id of ["words", ...filters]) at(id).value = "";
    at("order").value = "number";
    sort();
    filter();
  };

  at("words").addEventListener("input", filter);
  for (const id of filters) at(id).addEventListener("change", filter);
  at("order").addEventListener("change", sort);
  at("clear").addEventListener("click", clear);
  at("controls").hidden = false;
  clear();
})();
