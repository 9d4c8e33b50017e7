"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const SVG = "http://www.w3.org/2000/svg";
  const DAY = 86400000;

  const items = all("#list button").map((button) => ({
    button,
    number: button.dataset.event,
    type: button.dataset.type,
    status: button.dataset.status,
    countries: button.dataset.countries.split(" "),
    documents: button.dataset.documents.split(" "),
    first: button.dataset.first ? Date.parse(button.dataset.first) : null,
    last: button.dataset.last ? Date.parse(button.dataset.last) : null,
    place: button.dataset.place,
    at: button.dataset.at ? button.dataset.at.split(" ").map(Number) : null,
    told: (button.textContent + " " + $("#e" + button.dataset.event).textContent).toLowerCase(),
    shown: true,
  }));
  const dated = items.filter((item) => item.first !== null);
  const byNumber = new Map(items.map((item) => [item.number, item]));
  let chosen = null;

  // --- the time that is looked at ---------------------------------------------------
  const whole = (() => {
    if (!dated.length) return [0, DAY];
    const first = Math.min(...dated.map((item) => item.first));
    const last = Math.max(...dated.map((item) => item.last + DAY));
    const margin = Math.max((last - first) * 0.03, 3 * DAY);
    return [first - margin, last + margin];
  })();
  let view = [...whole];
  const zoomed = () => view[0] > whole[0] + 1 || view[1] < whole[1] - 1;

  function look(from, to) {
    const least = 10 * DAY;
    if (to - from < least) {
      const middle = (from + to) / 2;
      from = middle - least / 2;
      to = middle + least / 2;
    }
    const length = Math.min(to - from, whole[1] - whole[0]);
    from = Math.min(Math.max(from, whole[0]), whole[1] - length);
    view = [from, from + length];
    update();
  }
  function zoom(factor, at = 0.5) {
    const length = view[1] - view[0];
    const fixed = view[0] + length * at;
    look(fixed - length * factor * at, fixed + length * factor * (1 - at));
  }

  // --- filters ----------------------------------------------------------------------
  const form = $("form");
  function wanted(item) {
    const { type, country, status, words } = form.elements;
    return (
      (!type.value || item.type === type.value) &&
      (!country.value || item.countries.includes(country.value)) &&
      (!status.value || item.status === status.value) &&
      words.value.toLowerCase().split(/\s+/).every((word) => item.told.includes(word))
    );
  }
  function inView(item) {
    if (!zoomed()) return true;
    return item.first !== null && item.first <= view[1] && item.last + DAY >= view[0];
  }
  function update() {
    let count = 0;
    for (const item of items) {
      item.fits = wanted(item);
      item.shown = item.fits && inView(item);
      item.button.parentElement.hidden = !item.shown;
      count += item.shown;
    }
    $("#count").textContent =
      count === items.length ? `${count} events` : `${count} of ${items.length} events`;
    $("#nothing").hidden = count > 0;
    $("#undated").textContent = undatedNote();
    draw();
  }
  function undatedNote() {
    const count = items.filter((item) => item.fits && item.first === null).length;
    if (!count) return "";
    return count === 1 ? "1 event without a date" : `${count} events without a date`;
  }

  // --- the chart --------------------------------------------------------------------
  const chart = $("#chart");
  const LANE = 24, TOP = 24;
  let labels = 96;

  function node(name, attributes, parent, text) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }
  function ticks(width) {
    const length = (view[1] - view[0]) / DAY;
    const most = Math.max(2, Math.floor(width / 90));
    const months = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000];
    const days = [1, 2, 5, 10];
    const found = [];
    const step = days.find((d) => length / d <= most);
    if (step) {
      for (let t = Math.ceil(view[0] / DAY) * DAY; t < view[1]; t += DAY) {
        const day = new Date(t);
        const number = day.getUTCDate();
        if (step === 1 || (number % step === 1 && number < 30) || (step === 2 && number % 2)) {
          found.push([t, day.toISOString().slice(0, 10)]);
        }
      }
      return found;
    }
    const span = months.find((m) => length / (m * 30.4) <= most) || 24000;
    const start = new Date(view[0]);
    let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / span) * span;
    for (;; month += span) {
      const t = new Date(0);
      t.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
      if (t.getTime() > view[1]) return found;
      const year = String(Math.floor(month / 12));
      const label = span >= 12 ? year : `${year}-${String((month % 12) + 1).padStart(2, "0")}`;
      if (t.getTime() >= view[0]) found.push([t.getTime(), label]);
    }
  }
  function draw() {
    const width = Math.max(chart.clientWidth, 240);
    const shown = dated.filter((item) => item.fits);
    const lanes = [...new Set(shown.map((item) => item.type))].sort();
    labels = width < 520 ? 78 : 100;
    const scale = (t) => labels + ((t - view[0]) / (view[1] - view[0])) * (width - labels - 12);
    const height = TOP + Math.max(lanes.length, 1) * LANE + 4;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("height", height);
    svg.setAttribute("aria-hidden", "true");
    for (const [t, label] of ticks(width - labels)) {
      const x = scale(t);
      node("line", { class: "grid", x1: x, x2: x, y1: TOP - 6, y2: height }, svg);
      if (x < width - (label.length * 6 + 6)) node("text", { x: x + 3, y: 13 }, svg, label);
    }
    lanes.forEach((lane, row) => {
      const y = TOP + row * LANE + LANE / 2;
      node("line", { class: "lane", x1: labels, x2: width, y1: y, y2: y }, svg);
      node("text", { x: 0, y: y + 4 }, svg, lane);
    });
    const clip = node("clipPath", { id: "inside" }, node("defs", {}, svg));
    node("rect", { x: labels - 7, y: 0, width: width - labels + 7, height }, clip);
    const layer = node("g", { "clip-path": "url(#inside)" }, svg);
    const order = [...shown].sort((a, b) => b.last - b.first - (a.last - a.first));
    for (const item of order) {
      const left = scale(item.first);
      const right = scale(item.last + DAY);
      if (right < labels - 8 || left > width + 8) continue;
      const y = TOP + lanes.indexOf(item.type) * LANE + LANE / 2;
      const length = Math.max(right - left, 12);
      const open = item.status !== "occurred" && item.status !== "ongoing";
      const dot = node("rect", {
        class: `dot s-${item.status}${open ? " open" : ""}${item.last - item.first > 45 * DAY ? " vague" : ""}${item === chosen ? " on" : ""}`,
        x: right - left < 12 ? (left + right) / 2 - 6 : left, y: y - 6,
        width: length, height: 12, rx: 6,
      }, layer);
      node("title", {}, dot, item.button.getAttribute("aria-label"));
      dot.addEventListener("click", () => { if (!moved) choose(item, true); });
    }
    chart.replaceChildren(svg);
    drawMap();
  }

  // --- the map ----------------------------------------------------------------------
  const map = $("#map svg");
  const placed = items.filter((item) => item.at);
  const project = ([east, north]) => [east + 180, 90 - north];
  let wide = false;

  function frame(places) {
    if (wide || !places.length) return [0, 6, 360, 146];
    const xs = places.map((p) => p.x), ys = places.map((p) => p.y);
    const margin = 12;
    let width = Math.max(...xs) - Math.min(...xs) + 2 * margin;
    let height = Math.max(...ys) - Math.min(...ys) + 2 * margin;
    width = Math.min(Math.max(width, 50, height * 1.6), 360);
    height = Math.max(height, width / 2.2);
    const x = (Math.max(...xs) + Math.min(...xs) - width) / 2;
    const y = (Math.max(...ys) + Math.min(...ys) - height) / 2;
    return [Math.min(Math.max(x, 0), 360 - width), Math.max(Math.min(y, 180 - height), 0), width, height];
  }
  function labelled(there, count, unit, radius, layer, taken) {
    // Above the dot, else below it, else not at all: names may not cover each other.
    const half = there.name.length * 3 * unit, size = 11 * unit;
    const gap = radius(count) + 2 * unit;
    for (const y of [there.y - gap, there.y + gap + size * 0.8]) {
      const box = [there.x - half, y - size, there.x + half, y];
      if (taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) continue;
      taken.push(box);
      node("text", { x: there.x, y, "font-size": size, "text-anchor": "middle" }, layer, there.name);
      return;
    }
  }
  function drawMap() {
    if (!map) return;
    const places = new Map();
    for (const item of placed) {
      if (!item.shown) continue;
      const key = item.at.join(" ");
      const [x, y] = project(item.at);
      const there = places.get(key) || { x, y, name: item.place, items: [] };
      there.items.push(item);
      places.set(key, there);
    }
    const [x, y, width, height] = frame([...places.values()]);
    map.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    const unit = width / Math.max(map.clientWidth, 240);
    const layer = $("g", map);
    layer.replaceChildren();
    const order = [...places.values()].sort((a, b) => b.items.length - a.items.length);
    const taken = [];
    const most = Math.max(...order.map((there) => there.items.length), 1);
    // By area; the largest stays small enough to leave the land to be seen.
    const radius = (count) => (4 + Math.min(3, 13 / Math.sqrt(most)) * Math.sqrt(count)) * unit;
    for (const there of order) {
      const count = there.items.length;
      const on = there.items.includes(chosen);
      const label = `${there.name}: ${count} ${count === 1 ? "event" : "events"}`;
      const dot = node("circle", {
        class: on ? "spot on" : "spot", cx: there.x, cy: there.y, r: radius(count),
        tabindex: 0, role: "button", "aria-label": label,
      }, layer);
      node("title", {}, dot, label);
      const next = () => {
        const at = there.items.indexOf(chosen);
        choose(there.items[(at + 1) % count], true);
      };
      dot.addEventListener("click", next);
      dot.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        next();
        // Drawing made the dots anew: stay on the same one.
        $(`circle[aria-label="${CSS.escape(label)}"]`, map)?.focus();
      });
      if (order.length <= 30 || on) labelled(there, count, unit, radius, layer, taken);
    }
    const count = items.filter((item) => item.shown && !item.at).length;
    $("#placeless").textContent = count ? `Places · ${count} without one on the map` : "Places";
  }
  if (map) {
    $("#whole-map").addEventListener("click", (event) => {
      wide = !wide;
      event.target.textContent = wide ? "Zoom to places" : "Whole world";
      drawMap();
    });
  }

  let grip = null, moved = false;
  chart.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    grip = { x: event.clientX, view: [...view] };
    moved = false;
  });
  addEventListener("pointermove", (event) => {
    if (!grip) return;
    const by = event.clientX - grip.x;
    if (Math.abs(by) < 4 && !moved) return;
    moved = true;
    const length = grip.view[1] - grip.view[0];
    const shift = (-by / (chart.clientWidth - labels)) * length;
    look(grip.view[0] + shift, grip.view[1] + shift);
  });
  addEventListener("pointerup", () => { grip = null; });
  chart.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== chart) return;
    event.preventDefault();
    const box = chart.getBoundingClientRect();
    const at = (event.clientX - box.left - labels) / (box.width - labels);
    zoom(event.deltaY > 0 ? 1.25 : 0.8, Math.min(Math.max(at, 0), 1));
  }, { passive: false });
  chart.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) move(step, false);
    else if (event.key === "+" || event.key === "=") zoom(0.6);
    else if (event.key === "-") zoom(1.7);
    else if (event.key === "0") look(...whole);
    else if (event.key === "Enter" && chosen) chosen.button.focus();
    else return;
    event.preventDefault();
  });
  $("#in").addEventListener("click", () => zoom(0.6));
  $("#out").addEventListener("click", () => zoom(1.7));
  $("#reset").addEventListener("click", () => look(...whole));

  // --- the chosen event -------------------------------------------------------------
  function choose(item, scroll) {
    chosen = item;
    for (const other of items) {
      const current = other === item;
      other.button.setAttribute("aria-current", current);
      other.button.tabIndex = current ? 0 : -1;
      $("#e" + other.number).hidden = !current;
    }
    let told = 0;
    for (const article of all(".article")) {
      article.hidden = !item.documents.includes(article.dataset.document);
      told += !article.hidden;
    }
    $("#untold").hidden = told > 0;
    for (const mark of all(".text mark")) {
      mark.classList.toggle("on", mark.dataset.events.split(" ").includes(item.number));
    }
    // Only the list is moved: the page stays where its reader is.
    const list = $(".column.events");
    const box = item.button.getBoundingClientRect(), frame = list.getBoundingClientRect();
    if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom + 8;
    else if (box.top < frame.top + 48) list.scrollTop += box.top - frame.top - 48;
    if (scroll) {
      const column = $(".column.articles");
      const first = all("mark.on", column).find((mark) => mark.offsetParent);
      if (first && getComputedStyle(column).position === "sticky") {
        column.scrollTop = first.offsetTop - 120;
      }
      $(".column.records").scrollTop = 0;
    }
    draw();
  }
  function best() {
    // What most articles tell of is the best place to begin.
    return items.reduce((a, b) => (b.documents.length > a.documents.length ? b : a));
  }
  function move(step, focus) {
    const shown = items.filter((item) => item.shown);
    if (!shown.length) return;
    const at = shown.indexOf(chosen);
    const next = shown[Math.min(Math.max(at + step, 0), shown.length - 1)];
    choose(next, true);
    if (focus) next.button.focus();
  }
  $("#list").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    choose(byNumber.get(button.dataset.event), true);
    // On a phone the record stands below the list: go there.
    const records = $(".column.records");
    const below = records.offsetTop > $(".column.events").offsetTop + 10;
    if (below && event.detail) records.scrollIntoView({ block: "start" });
  });
  $("#list").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -1e9, End: 1e9 }[event.key];
    if (!step) return;
    event.preventDefault();
    move(step, true);
  });
  for (const mark of all(".text mark")) {
    mark.addEventListener("click", () => {
      const numbers = mark.dataset.events.split(" ");
      const at = chosen ? numbers.indexOf(chosen.number) : -1;
      choose(byNumber.get(numbers[(at + 1) % numbers.length]), false);
    });
  }
  for (const link of all("a[data-event]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      choose(byNumber.get(link.dataset.event), true);
    });
  }
  for (const link of all("a[data-mark]")) {
    link.addEventListener("click", (event) => {
      const target = document.getElementById(link.dataset.mark);
      if (!target) return;
      event.preventDefault();
      const column = $(".column.articles");
      if (getComputedStyle(column).position === "sticky") column.scrollTop = target.offsetTop - 120;
      else target.scrollIntoView({ block: "center" });
    });
  }

  // What a date or a name means, for fingers and keys that cannot hover.
  const note = $("#note");
  $(".column.articles").addEventListener("click", (event) => {
    const told = event.target.closest("[title]");
    note.hidden = !told;
    note.textContent = told ? told.title : "";
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") note.hidden = true; });

  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => look(...whole)));
  $("#theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  addEventListener("resize", draw);
  for (const part of all(".scripted")) part.hidden = false;
  update();
  if (items.length) choose(best(), false);
})();
