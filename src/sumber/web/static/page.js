// Comfort only: everything can be read and done without it.
"use strict";

// A click on a reference selects it, and a button copies it.
for (const button of document.querySelectorAll("button[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = document.getElementById(button.dataset.copies);
    const told = button.textContent;
    try {
      await navigator.clipboard.writeText(words.textContent);
    } catch {
      getSelection().selectAllChildren(words);
      return;
    }
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = told; }, 2000);
  });
}

// A card under the pointer or the focus marks its words in the text, and the words their card.
const text = document.querySelector(".reading .text");
if (text) {
  const numbers = (node) => {
    const card = node.closest(".card");
    if (card) return [card.id.slice(1)];
    const mark = node.closest(".direct, .indirect, .mixed");
    return mark ? [...mark.classList].filter((name) => /^s\d+$/.test(name)).map((name) => name.slice(1)) : [];
  };
  const show = (event, on) => {
    for (const number of numbers(event.target)) {
      for (const one of text.querySelectorAll(`.s${number}, #c${number}`)) one.classList.toggle("lit", on);
    }
  };
  for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    text.addEventListener(name, (event) => show(event, on));
  }
}

// "/" goes to the search box, as on many sites; never while something is being typed.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  const box = document.querySelector(".find input, input[type=search]");
  if (box) { event.preventDefault(); box.focus(); box.select(); }
});
