"use strict";
const { rows, pictures } = JSON.parse(document.getElementById("data").textContent);
for (const image of document.querySelectorAll("img[data-picture]")) image.src = pictures[image.dataset.picture];

const count = (number, one, several) => `${number} ${number === 1 ? one : several}`;
const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function decisions() {
  const removed = new Set([...document.querySelectorAll(".removal:checked")].map((box) => Number(box.dataset.row)));
  const labels = new Map();
  for (const choice of document.querySelectorAll(".suspect input:checked")) {
    const row = Number(choice.closest("fieldset").dataset.row);
    if (choice.value === "remove") removed.add(row);
    if (choice.value === "change") labels.set(row, choice.dataset.label);
  }
  return { removed, labels };
}

function cleanedManifest() {
  const { removed, labels } = decisions();
  const header = ["ImagePath", "Label", "Split"].slice(0, rows[0].length);
  const kept = rows.map((row, i) => (labels.has(i) ? [row[0], labels.get(i), ...row.slice(2)] : row)).filter((_, i) => !removed.has(i));
  return [header, ...kept].map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

function show() {
  const { removed, labels } = decisions();
  const decided = document.querySelectorAll(".suspect input:checked").length;
  const suspects = document.querySelectorAll(".suspect").length;
  document.getElementById("count").textContent = `${decided} of ${suspects} decided: ${count(labels.size, "label", "labels")} changed, ${count(removed.size, "image", "images")} removed`;
}

document.addEventListener("change", show);
document.getElementById("download").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([cleanedManifest()], { type: "text/csv" }));
  link.download = "cleaned.csv";
  link.click();
  URL.revokeObjectURL(link.href);
});
show();
