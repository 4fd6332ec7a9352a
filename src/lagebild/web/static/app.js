// Everything works without this script; it switches layers, links text and findings, draws the map, saves pictures.

for (const box of document.querySelectorAll("[data-layer]")) {
  const set = () => {
    document.querySelector(".text").classList.toggle(`show-${box.dataset.layer}`, box.checked);
    for (const row of document.querySelectorAll(`.findings li.${box.dataset.layer}`)) row.hidden = !box.checked;
  };
  box.addEventListener("change", set);
  set();
}

for (const stretch of document.querySelectorAll(".text .f")) {
  stretch.addEventListener("click", (event) => {
    event.preventDefault();
    for (const old of document.querySelectorAll(".findings .now")) old.classList.remove("now");
    const rows = stretch.dataset.f.split(" ").map((id) => document.getElementById(id)).filter((r) => r && !r.hidden);
    for (const row of rows) row.classList.add("now");
    rows[0]?.scrollIntoView({ block: "nearest" });
    rows[0]?.focus({ preventScroll: true });
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
    if (button.dataset.save === "map") figure.querySelector("canvas").toBlob((blob) => save(blob, "lagebild-map.png"));
  });
}

const maps = document.querySelectorAll("[data-map]");
if (maps.length) import("/static/map.js").then(({ draw }) => maps.forEach(draw));
