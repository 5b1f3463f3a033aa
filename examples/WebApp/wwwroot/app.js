const element = (id) => document.getElementById(id);
const percent = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const number = new Intl.NumberFormat("en");
let asked = 0;
let model;
let best;
let shown;

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const bucket = (images) => (images > 100 ? "many" : images < 20 ? "few" : "medium");
const images = (count) => `${number.format(count)} training ${count === 1 ? "image" : "images"}`;

async function problemOf(response) {
  const problem = await response.json().catch(() => ({}));
  return problem.detail ?? problem.title ?? `The server returned status ${response.status}.`;
}

async function showModel() {
  try {
    const response = await fetch("api/model");
    if (!response.ok) throw new Error(await problemOf(response));
    model = await response.json();
    const total = model.classes.reduce((sum, c) => sum + c.trainingImages, 0);
    const experts = model.expertCount === 1 ? "one expert" : `${model.expertCount} experts`;
    element("model").textContent = `${model.classes.length} classes, ${images(total)}, ${experts} on ${model.backbone}.`;
    showTail(model.classes);
  } catch (error) {
    element("model").textContent = error.message;
  }
}

// The server switches to a new model when its file changes.
async function refresh() {
  const health = await fetch("health").then((response) => response.json()).catch(() => ({}));
  if (health.loadedAt && health.loadedAt !== model?.loadedAt) await showModel();
}

function showTail(classes) {
  const sorted = [...classes].sort((a, b) => b.trainingImages - a.trainingImages);
  const top = Math.log(sorted[0].trainingImages + 1);
  element("tail").setAttribute("aria-label", `From ${images(sorted[0].trainingImages)} for ${sorted[0].name} to ${sorted.at(-1).trainingImages} for ${sorted.at(-1).name}`);
  element("tail").replaceChildren(...sorted.map((c) => {
    const bar = make("i", bucket(c.trainingImages));
    bar.style.height = `${Math.max(3, (100 * Math.log(c.trainingImages + 1)) / top)}%`;
    bar.title = `${c.name}: ${images(c.trainingImages)}`;
    bar.dataset.name = c.name;
    return bar;
  }));
  markBest();
}

function markBest() {
  element("tail").classList.toggle("chosen", best !== undefined);
  for (const bar of element("tail").children) bar.classList.toggle("best", bar.dataset.name === best);
}

function showPrediction({ classes, expertsUsed, expertCount, isKnown }) {
  element("unknown").hidden = isKnown !== false;
  element("classes").classList.toggle("doubtful", isKnown === false);
  element("classes").replaceChildren(...classes.map((c) => {
    const item = make("li");
    const name = make("span", "name", c.name);
    name.append(make("small", "", images(c.trainingImages)));
    const bar = make("span", "bar");
    const filled = make("i");
    filled.style.width = `${100 * c.probability}%`;
    bar.append(filled);
    item.append(name, make("span", "percent", percent.format(c.probability)), bar);
    return item;
  }));
  element("dots").replaceChildren(...Array.from({ length: expertCount }, (_, i) => make("i", i < expertsUsed ? "used" : "")));
  element("experts-text").textContent = expertCount === 1 ? "One expert used." : `${expertsUsed} of ${expertCount} experts used.`;
  best = classes[0].name;
  markBest();
}

function show(part) {
  for (const id of ["empty", "problem", "result"]) element(id).hidden = id !== part;
}

function preview(file) {
  const picture = element("preview");
  URL.revokeObjectURL(picture.src);
  picture.onload = () => {
    picture.classList.toggle("small", picture.naturalWidth < 100);
    picture.hidden = false;
    element("hint").hidden = true;
  };
  picture.onerror = () => {
    picture.hidden = true;
    element("hint").hidden = false;
  };
  picture.src = URL.createObjectURL(file);
  element("name").textContent = file.name;
}

async function send(path, file) {
  const form = new FormData();
  form.append("image", file);
  const response = await fetch(path, { method: "POST", body: form });
  if (!response.ok) throw new Error(await problemOf(response));
  return response.json();
}

function forgetMaps() {
  element("maps").hidden = true;
  element("why").disabled = false;
}

async function explain() {
  const turn = asked;
  element("why").disabled = true;
  try {
    const { className, maps } = await send("api/explanations", shown);
    if (turn !== asked) return;
    element("maps").replaceChildren(...maps.map((map) => {
      const figure = make("figure");
      const picture = make("img");
      picture.src = map.image;
      picture.alt = `Where ${map.name} sees ${className}`;
      figure.append(picture, make("figcaption", "", map.name));
      return figure;
    }), make("p", "quiet", `Warm colors show where the evidence for ${className} is.`));
    element("maps").hidden = false;
  } catch (error) {
    if (turn !== asked) return;
    element("why").disabled = false;
    element("maps").replaceChildren(make("p", "quiet", error.message));
    element("maps").hidden = false;
  }
}

async function classify(file) {
  const turn = ++asked;
  forgetMaps();
  preview(file);
  element("answer").classList.add("busy");
  try {
    if (file.size > model?.maxImageBytes) {
      throw new Error(`'${file.name}' is ${number.format(file.size / 1e6)} MB. Images may be up to ${number.format(Math.round(model.maxImageBytes / 1e6))} MB. Choose a smaller one.`);
    }

    const prediction = await send("api/predictions", file);
    await refresh();
    if (turn !== asked) return;
    shown = file;
    showPrediction(prediction);
    show("result");
  } catch (error) {
    if (turn !== asked) return;
    element("problem").textContent = error.message;
    show("problem");
  } finally {
    if (turn === asked) element("answer").classList.remove("busy");
  }
}

element("why").addEventListener("click", explain);

const first = (files) => files?.length > 0 && classify(files[0]);
element("file").addEventListener("change", (event) => {
  first(event.target.files);
  // So that the same file can be chosen again.
  event.target.value = "";
});
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    element("drop").classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => event.relatedTarget ?? element("drop").classList.remove("over"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  element("drop").classList.remove("over");
  first(event.dataTransfer.files);
});
document.addEventListener("paste", (event) => first(event.clipboardData.files));
showModel();
setInterval(() => document.hidden || refresh(), 5000);
