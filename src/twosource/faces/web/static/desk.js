// What reading does not need: files dropped on the form, progress without reloading, two texts that scroll together.
"use strict";

const drop = document.getElementById("drop");
if (drop) {
  const input = drop.querySelector("input");
  const tell = () => {
    const count = input.files.length;
    document.getElementById("chosen").textContent = count ? `${count} file${count === 1 ? "" : "s"} chosen` : "";
  };
  input.addEventListener("change", tell);
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (e) => { e.preventDefault(); drop.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (e) => { e.preventDefault(); input.files = e.dataTransfer.files; tell(); });
}

const reading = document.getElementById("reading");
async function watch() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("reading");
    if (answer.ok && fresh) {
      reading.replaceChildren(...fresh.childNodes);
      reading.dataset.state = fresh.dataset.state;
    }
  } catch { /* the server is away for a moment: ask again */ }
  if (!["done", "failed"].includes(reading.dataset.state)) setTimeout(watch, 500);
}
if (reading && !["done", "failed"].includes(reading.dataset.state)) setTimeout(watch, 300);

const texts = [...document.querySelectorAll(".pair .text")];
if (texts.length === 2 && document.querySelector(".pair [data-passage]")) {
  let leader = null;
  const places = texts.map((text) => {
    const found = new Map();
    for (const mark of text.querySelectorAll("[data-passage]")) if (!found.has(mark.dataset.passage)) found.set(mark.dataset.passage, mark);
    return found;
  });
  // The passage nearest below the top of the text that is scrolled is brought to the same height in the other.
  const follow = (from, to) => {
    const top = texts[from].scrollTop;
    const next = [...places[from]].filter(([n]) => places[to].has(n)).sort((a, b) => Math.abs(a[1].offsetTop - top) - Math.abs(b[1].offsetTop - top))[0];
    if (next) texts[to].scrollTop = places[to].get(next[0]).offsetTop - (next[1].offsetTop - top);
  };
  texts.forEach((text, side) => {
    for (const kind of ["pointerenter", "focusin", "wheel", "touchstart"]) text.addEventListener(kind, () => { leader = side; }, { passive: true });
    text.addEventListener("scroll", () => { if (leader === side) follow(side, 1 - side); }, { passive: true });
  });
  document.querySelector(".pair").addEventListener("click", (event) => {
    const mark = event.target.closest("[data-passage]");
    if (!mark) return;
    const side = texts.findIndex((text) => text.contains(mark));
    const other = places[1 - side].get(mark.dataset.passage);
    if (!other) return;
    event.preventDefault();
    leader = null;
    texts[1 - side].scrollTop = other.offsetTop - (mark.offsetTop - texts[side].scrollTop);
    other.focus({ preventScroll: true });
  });
}
