// What the server's pages do beyond being read: light, suggestions, files that are dropped, keys in the calendar.
// Without it every page works.
"use strict";

(() => {
  const page = document.documentElement;
  const isVietnamese = page.lang !== "en";

  // MARK: Light or dark

  function kept(name) {
    try { return localStorage.getItem("thongbao." + name); } catch { return null; }
  }

  // Before anything is shown, so that nothing flickers.
  const light = kept("light");
  if (light === "light" || light === "dark") page.dataset.light = light;

  function startLight() {
    const button = document.querySelector("[data-light].light");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = page.dataset.light
        ? page.dataset.light === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      page.dataset.light = dark ? "light" : "dark";
      try { localStorage.setItem("thongbao.light", page.dataset.light); } catch { /* not kept, then */ }
    });
  }

  // MARK: Suggestions

  const kinds = isVietnamese
    ? { word: "từ", number: "số", identifier: "số", issuer: "cơ quan ban hành", agency: "cơ quan" }
    : { word: "word", number: "number", identifier: "number", issuer: "issuer", agency: "body" };

  function query(completion) {
    const quoted = '"' + completion.text.replaceAll('"', "") + '"';
    switch (completion.kind) {
      case "issuer": return "issuer:" + quoted;
      case "agency": return "agency:" + quoted;
      case "number": case "identifier": return "number:" + quoted;
      default: return completion.text;
    }
  }

  function startSuggestions() {
    const input = document.querySelector("[data-suggest]");
    if (!input) return;
    const list = document.createElement("ul");
    list.className = "options";
    list.id = "options";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", isVietnamese ? "Gợi ý" : "Suggestions");
    input.parentElement.append(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", "options");
    input.setAttribute("aria-expanded", "false");
    let found = [];
    let chosen = -1;
    let timer = 0;
    let asked = 0;

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(index) {
      chosen = index;
      [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
      if (index < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", "option-" + index);
    }

    function take(index) {
      input.value = query(found[index]);
      close();
      input.form.requestSubmit();
    }

    function show(completions) {
      found = completions;
      list.replaceChildren(...found.map((completion, index) => {
        const item = document.createElement("li");
        item.id = "option-" + index;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        const text = document.createElement("span");
        text.textContent = completion.text;
        const note = document.createElement("small");
        note.textContent = kinds[completion.kind] + " · " + completion.count.toLocaleString(isVietnamese ? "vi" : "en");
        item.append(text, note);
        item.addEventListener("mousedown", (event) => { event.preventDefault(); take(index); });
        return item;
      }));
      chosen = -1;
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
    }

    async function ask() {
      const text = input.value.trim();
      const turn = ++asked;
      if (text.length < 2 || text.length > 200) { close(); return; }
      try {
        const reply = await fetch(input.dataset.suggest + "?q=" + encodeURIComponent(text));
        if (!reply.ok || turn !== asked || document.activeElement !== input) return;
        show((await reply.json()).completions);
      } catch { close(); }
    }

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const count = found.length + 1;
        choose((chosen + 1 + (event.key === "ArrowDown" ? 1 : count - 1)) % count - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        take(chosen);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
  }

  // MARK: Files

  function startDrop() {
    const place = document.querySelector("[data-drop]");
    if (!place) return;
    const input = place.querySelector("input[type=file]");
    for (const name of ["dragenter", "dragover"]) {
      place.addEventListener(name, (event) => { event.preventDefault(); place.classList.add("over"); });
    }
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("over");
      if (event.dataTransfer.files.length === 0) return;
      input.files = event.dataTransfer.files;
      input.form.requestSubmit();
    });
  }

  // MARK: Keys

  function startCalendar() {
    const calendar = document.querySelector(".calendar");
    if (!calendar) return;
    calendar.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
      const step = steps[event.key];
      if (!step) return;
      const cells = [...calendar.querySelectorAll("td")];
      let place = cells.indexOf(event.target.closest("td"));
      if (place < 0) return;
      event.preventDefault();
      // By days to the next day that has something; by weeks, to the day that is nearest to it.
      for (place += step; place >= 0 && place < cells.length; place += Math.sign(step)) {
        const link = cells[place].querySelector("a");
        if (link) { link.focus(); return; }
      }
    });
  }

  function startKeys() {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select")) return;
      const input = document.querySelector("input[type=search]");
      if (!input) return;
      event.preventDefault();
      input.focus();
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    startLight();
    startSuggestions();
    startDrop();
    startCalendar();
    startKeys();
  });
})();
