// Reads every drawing of a report page back into numbers and holds them against the table beside it.
// Evaluates to {faults: [text], counts: {what: n}}.
(() => {
  const faults = [], counts = {charts: 0, values: 0, cells: 0, bars: 0, shifts: 0};
  const fault = (text) => { if (faults.length < 40) faults.push(text); };
  const tables = new Map();

  // The data table of a drawing: column name → texts of its rows.
  function dataOf(name) {
    if (!tables.has(name)) {
      const table = document.getElementById("data-" + name);
      if (!table) { fault(`no data table '${name}'`); return null; }
      const heads = [...table.tHead.rows[0].cells].map((c) => c.textContent);
      const columns = Object.fromEntries(heads.map((h) => [h, []]));
      for (const row of table.tBodies[0].rows) heads.forEach((h, i) => columns[h].push(row.cells[i].textContent));
      tables.set(name, columns);
    }
    return tables.get(name);
  }
  function value(name, column, row) {
    const data = dataOf(name);
    if (!data || !(column in data) || row >= data[column].length) { fault(`${name} has no cell ${column} ${row}`); return NaN; }
    return data[column][row] === "" ? NaN : Number(data[column][row]);
  }

  // Absolute points of a path of M L H V h v Z, one list a subpath.
  function points(d) {
    const paths = [];
    let x = 0, y = 0, path = null;
    for (const [, letter, rest] of d.matchAll(/([MLHVhvZ])([^MLHVhvZ]*)/g)) {
      const n = rest.trim() === "" ? [] : rest.trim().split(/[ ,]+/).map(Number);
      if (letter === "M") { [x, y] = n; path = []; paths.push(path); }
      else if (letter === "L") [x, y] = n;
      else if (letter === "H") x = n[0];
      else if (letter === "V") y = n[0];
      else if (letter === "h") x += n[0];
      else if (letter === "v") y += n[0];
      if (letter !== "Z") path.push([x, y]);
    }
    return paths;
  }

  // For each interval the heights at which a path runs level over it: [[y, …], …].
  function levels(d, n) {
    const at = Array.from({length: n}, () => []);
    for (const path of points(d))
      for (let i = 1; i < path.length; i++) {
        const [[x0, y0], [x1, y1]] = [path[i - 1], path[i]];
        if (y0 !== y1 || x0 === x1) continue;
        for (let k = Math.min(x0, x1) / 2; k < Math.max(x0, x1) / 2; k++) at[k].push(y0);
      }
    return at;
  }

  function checkMarks(svg) {
    const name = svg.dataset.table, first = Number(svg.dataset.row), lo = Number(svg.dataset.lo), hi = Number(svg.dataset.hi);
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number), n = width / 2;
    const expected = (v) => Math.round(height * (1 - Math.min(1, Math.max(0, (v - lo) / (hi - lo)))));
    const same = (got, v) => Math.abs(got - expected(v)) <= 1; // one unit for a half that is rounded otherwise
    const outside = (v) => v < lo - 1e-9 * Math.abs(lo) || v > hi + 1e-9 * Math.abs(hi);
    for (const path of svg.querySelectorAll("path[data-shape]")) {
      const {shape, column, lower, upper} = path.dataset, d = path.getAttribute("d");
      const where = `${name} ${shape} ${column || lower + "…" + upper}`;
      const at = levels(d, n);
      for (let i = 0; i < n; i++) {
        counts.values++;
        const v = column && value(name, column, first + i);
        const a = lower && value(name, lower, first + i), b = upper && value(name, upper, first + i);
        if (column && outside(v)) fault(`${where} row ${first + i}: ${v} lies outside the scale`);
        const got = at[i];
        let right;
        if (shape === "steps") right = isNaN(v) ? got.length === 0 : got.length === 1 && same(got[0], v);
        else if (shape === "area") right = isNaN(v) ? got.length === 0 : got.some((y) => same(y, v));
        else if (shape === "band") right = isNaN(a) || isNaN(b) ? got.length === 0
          : got.some((y) => same(y, a)) && got.some((y) => same(y, b));
        else if (shape === "shortfall") right = !(a < b) || expected(a) === expected(b) ? got.length === 0
          : got.some((y) => same(y, b));
        else right = false;
        if (!right) fault(`${where} row ${first + i}: drawn at ${got}, the data say ${[v, a, b].filter((x) => x !== undefined)}`);
      }
    }
  }

  const percent = (element, name) => Number(element.getAttribute(name).replace("%", "")) / 100;

  function checkBars(group) {
    const name = group.dataset.table, full = Number(group.dataset.hi), close = (a, b) => Math.abs(a - b) <= 0.0011 * full;
    for (const rect of group.querySelectorAll("rect[data-row]")) {
      counts.bars++;
      const {row, column, lower, upper} = rect.dataset;
      const from = percent(rect, "x") * full, to = from + percent(rect, "width") * full;
      const low = column ? 0 : Math.max(0, value(name, lower, Number(row)));
      const high = value(name, column || upper, Number(row));
      if (!close(from, low) || !close(to, Math.max(0, Math.min(full, high))))
        fault(`${name} row ${row}: bar from ${from} to ${to}, the data say ${low} to ${high}`);
    }
  }

  const classOf = {"closed": "c0", "well short": "u2", "short": "u1", "right": "r0", "over": "o1", "well over": "o2"};
  function checkHeat(group) {
    const name = group.dataset.table, first = Number(group.dataset.row), rects = [...group.querySelectorAll("rect")];
    rects.forEach((rect, i) => {
      counts.cells++;
      const state = (dataOf(name) || {state: []}).state[first + i];
      if (rect.getAttribute("class") !== classOf[state]) fault(`${name} row ${first + i}: cell ${rect.getAttribute("class")}, state '${state}'`);
      const net = value(name, "scheduled", first + i) - value(name, "required", first + i);
      if (Math.abs(net - value(name, "net", first + i)) > 0.011) fault(`${name} row ${first + i}: net is not scheduled − required`);
      if (Math.abs(percent(rect, "x") - i / rects.length) > 1e-4) fault(`${name} row ${first + i}: cell out of place`);
    });
  }

  function checkShifts(table) {
    const origin = Number(table.dataset.from);
    for (const row of table.tBodies[0].rows) {
      counts.shifts++;
      const [from, to] = row.cells[1].textContent.split("–").map((t) => { const [h, m] = t.split(":").map(Number); return 60 * h + m; });
      const runs = [...row.querySelectorAll("path")].flatMap((p) => points(p.getAttribute("d")));
      const start = Math.min(...runs.map((r) => r[0][0])) + origin, end = Math.max(...runs.map((r) => r[1][0])) + origin;
      const covered = runs.reduce((sum, r) => sum + r[1][0] - r[0][0], 0);
      const day = (m) => ((m % 1440) + 1440) % 1440, hour = (a, b) => Math.abs(day(a) - day(b)) % 1380 <= 60; // clocks may change
      if (!hour(start, from) || !hour(end, to) || covered !== end - start)
        fault(`shift of ${row.cells[0].textContent}: drawn ${start} to ${end} (${covered} min), written ${row.cells[1].textContent}`);
      const paid = Number(row.cells[2].textContent);
      if (!(paid >= 0 && paid * 60 <= covered + 0.5)) fault(`shift of ${row.cells[0].textContent}: ${paid} paid hours in ${covered} minutes`);
    }
  }

  // Text alternatives: every drawing that says something has a title and a description; every other is hidden from readers.
  for (const svg of document.querySelectorAll("svg")) {
    if (svg.parentElement.closest("svg")) continue;
    if (svg.getAttribute("role") === "img") {
      counts.charts++;
      const ids = (svg.getAttribute("aria-labelledby") || "").split(" ");
      const texts = ids.map((id) => document.getElementById(id)).map((e) => (e && svg.contains(e) ? e.textContent.trim() : ""));
      if (ids.length !== 2 || texts.some((t) => t === "")) fault(`drawing without title and description: ${svg.outerHTML.slice(0, 120)}`);
    } else if (svg.getAttribute("aria-hidden") !== "true")
      fault(`drawing that is neither named nor hidden: ${svg.outerHTML.slice(0, 120)}`);
  }
  for (const figure of document.querySelectorAll("figure.chart"))
    if (!figure.querySelector("details.data table") || !figure.querySelector("a[download][href^='data:text/csv']"))
      fault(`chart without its data: ${figure.textContent.trim().slice(0, 60)}`);
  const seen = new Set();
  for (const e of document.querySelectorAll("[id]")) {
    if (seen.has(e.id)) fault(`id '${e.id}' is there twice`);
    seen.add(e.id);
  }
  for (const a of document.querySelectorAll("nav a"))
    if (!document.querySelector(a.getAttribute("href"))) fault(`link to nowhere: ${a.getAttribute("href")}`);
  for (const d of document.querySelectorAll("details")) if (!d.querySelector(":scope > summary")) fault("details without summary");
  if (document.querySelector("script, iframe, object, embed")) fault("the page has a script or an embedded document");

  document.querySelectorAll("svg.marks[data-table]").forEach(checkMarks);
  document.querySelectorAll("g[data-hi]").forEach(checkBars);
  document.querySelectorAll("g[data-row]").forEach(checkHeat);
  document.querySelectorAll("table.shifts").forEach(checkShifts);
  return {faults, counts};
})()
