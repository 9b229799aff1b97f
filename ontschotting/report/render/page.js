// Tables sort by the column whose header is pressed: up, down, and back as they were. Without this script the page is whole.
for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells], given = [...body.rows];
  if (given.length < 3) continue;
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const key = (row, column) => {
    const cell = row.cells[column], number = cell.dataset.value;
    return number === undefined ? cell.textContent.trim() : Number(number);
  };
  const order = (one, other) =>
    typeof one === "number" ? (typeof other === "number" ? one - other : -1) : typeof other === "number" ? 1 : compare(one, other);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort")];
      for (const each of heads) each.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", next);
      const rows = [...given];
      if (next !== "none") {
        const way = next === "ascending" ? 1 : -1;
        // What is no number stays at the end, whichever way the numbers go.
        rows.sort((a, b) => {
          const one = key(a, column), other = key(b, column);
          return typeof one === typeof other ? way * order(one, other) : order(one, other);
        });
      }
      body.append(...rows);
    });
  });
}
// What bears the answer is folded on a screen and open on paper, where nothing can be unfolded.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details[data-paper]:not([open])")];
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});
