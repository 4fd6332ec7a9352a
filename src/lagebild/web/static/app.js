// Everything works without this script; it switches layers, links text and findings, draws the map, saves pictures.

for (const box of document.querySelectorAll("[data-layer]")) {
  const set = () => {
    document.querySelector(".text").classList.toggle(`show-${box.dataset.layer}`, box.checked);
    for (const row of document.querySelectorAll(`.findings li.${box.dataset.layer}`)) row.hidden = !box.checked;
  };
  box.addEventListener("change", set);
  set();
}

// A finding is explained beside the text, where the finger is; the list beside it is marked, too.
const text = document.querySelector(".text");
let pop;

function close(focus) {
  pop?.remove();
  pop = undefined;
  for (const old of document.querySelectorAll(".now")) old.classList.remove("now");
  focus?.focus({ preventScroll: true });
}

function explain(stretch) {
  close();
  const rows = stretch.dataset.f.split(" ").map((id) => document.getElementById(id)).filter((r) => r && !r.hidden);
  if (!rows.length) return;
  pop = document.createElement("div");
  pop.className = "pop";
  pop.setAttribute("role", "dialog");
  pop.setAttribute("aria-label", stretch.textContent);
  const list = document.createElement("ul");
  list.className = "findings";
  for (const row of rows) {
    row.classList.add("now");
    const copy = row.cloneNode(true);
    copy.removeAttribute("id");
    list.append(copy);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text.dataset.close;
  button.addEventListener("click", () => close(stretch));
  pop.append(list, button);
  document.body.append(pop);
  const box = stretch.getClientRects()[0];
  const width = document.documentElement.clientWidth;
  pop.style.left = `${Math.max(8, Math.min(box.left, width - pop.offsetWidth - 10)) + scrollX}px`;
  pop.style.top = `${stretch.getBoundingClientRect().bottom + scrollY + 4}px`;
  stretch.classList.add("now");
  const beside = rows[0].closest("aside");
  if (getComputedStyle(beside).position === "sticky") beside.scrollTop = rows[0].offsetTop - 60;
  button.focus({ preventScroll: true });
  pop.scrollIntoView({ block: "nearest" });
}

for (const stretch of document.querySelectorAll(".text .f")) {
  stretch.addEventListener("click", (event) => {
    event.preventDefault();
    explain(stretch);
  });
}
if (text) {
  document.addEventListener("keydown", (event) => event.key === "Escape" && close(document.querySelector(".text .f.now")));
  document.addEventListener("click", (event) => event.target.closest(".pop, .text .f") || close());
}

for (const button of document.querySelectorAll("[data-cite]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = `${button.dataset.cite} ${location.origin}${button.dataset.at}`;
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const field = document.createElement("textarea"); // without a right to the clipboard, or not on localhost
      field.value = words;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    button.textContent = button.dataset.done;
  });
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function png(svg, name) {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [svg.viewBox.baseVal.width * 2, svg.viewBox.baseVal.height * 2];
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, name));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
}

for (const button of document.querySelectorAll("[data-save]")) {
  button.addEventListener("click", () => {
    const figure = button.closest("figure");
    const svg = figure.querySelector("svg");
    if (button.dataset.save === "svg") save(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }), "lagebild.svg");
    if (button.dataset.save === "png") png(svg, "lagebild.png");
    if (button.dataset.save === "map-svg") {
      const drawn = figure.querySelector("[data-map]").drawn?.();
      drawn?.then((text) => save(new Blob([text], { type: "image/svg+xml" }), "lagebild-map.svg"));
    }
    if (button.dataset.save === "map") figure.querySelector("canvas").toBlob((blob) => save(blob, "lagebild-map.png"));
  });
}

for (const wide of document.querySelectorAll(".chart .scroll")) wide.scrollLeft = wide.scrollWidth; // the newest first

const maps = document.querySelectorAll("[data-map]");
if (maps.length) import("/static/map.js").then(({ draw }) => maps.forEach(draw));
