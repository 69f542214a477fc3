// What the report's pages do beyond being read: language and light, deadlines, found words in a document.
// Without it everything can be read and every link works.
"use strict";

const report = (() => {
  const page = document.documentElement;

  // MARK: What the reader chose, from page to page

  function kept(name) {
    try { return localStorage.getItem("thongbao." + name); } catch { return null; }
  }

  function keep(name, value) {
    try { localStorage.setItem("thongbao." + name, value); } catch { /* not kept, then */ }
  }

  // Before anything is shown, so that nothing flickers.
  page.dataset.lang = kept("lang") === "en" ? "en" : "vi";
  if (kept("light")) page.dataset.light = kept("light");

  function startSwitches() {
    for (const box of document.querySelectorAll("input[name=lang]")) {
      box.checked = box.value === page.dataset.lang;
      box.addEventListener("change", () => {
        page.dataset.lang = box.value;
        keep("lang", box.value);
      });
    }
    const button = document.querySelector("[data-light]");
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = page.dataset.light
        ? page.dataset.light === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      page.dataset.light = dark ? "light" : "dark";
      keep("light", page.dataset.light);
    });
  }

  // MARK: Elements

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === true) made.setAttribute(key, "");
      else if (value !== false && value != null) made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  // In both languages, as the pages have it.
  function say(vi, en) {
    return [element("span", { class: "vi" }, vi), element("span", { class: "en", lang: "en" }, en)];
  }

  function number(value) {
    return [value.toLocaleString("de-DE"), value.toLocaleString("en-US")];
  }

  // MARK: Words

  const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

  // Without marks, as the search data has it.
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]/g, "")
      .normalize("NFC").replace(/đ/g, "d");
  }

  // With marks, but wherever in the syllable the tone stands: hoà, hòa.
  function spell(text) {
    const parts = text.toLowerCase().normalize("NFD");
    return parts.replace(tones, "").normalize("NFC") + (parts.match(tones) || []).join("");
  }

  const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;

  function words(text) {
    return text.match(wordPattern) || [];
  }

  // How each word of a query is compared. One with marks makes all mean what they say, but for the last while it is
  // being typed.
  function matchers(query) {
    const typed = words(query).slice(0, 12);
    const isExact = typed.some((word) => fold(word) !== word.toLowerCase());
    return typed.map((word, index) => {
      const isOpen = index === typed.length - 1 && /[\p{L}\p{M}\p{N}]$/u.test(query);
      const exact = isExact && !(isOpen && fold(word) === word.toLowerCase());
      return { word, key: exact ? spell(word) : fold(word), exact, isOpen };
    });
  }

  function matches(matcher, word) {
    const key = matcher.exact ? spell(word) : fold(word);
    return matcher.isOpen && !matcher.exact ? key.startsWith(matcher.key) : key === matcher.key;
  }

  // MARK: Place in the page's address

  function state() {
    return new URLSearchParams(location.hash.slice(1));
  }

  function setState(values) {
    const text = values.toString();
    try { history.replaceState(null, "", text ? "#" + text : "#"); } catch { /* the page works without */ }
  }

  // MARK: Deadlines

  function startDeadlines() {
    const today = new Date();
    const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
      .map((part) => String(part).padStart(2, "0")).join("-");
    for (const link of document.querySelectorAll("[data-month]")) {
      if (link.dataset.month === day.slice(0, 7)) link.classList.add("now");
    }
    const filter = document.getElementById("due-filter");
    if (!filter) return;
    const rows = [...document.querySelectorAll(".dues-table tr.due")].map((row) => ({
      row, day: row.dataset.day,
      agencies: [...row.querySelectorAll(".agency-name")].map((name) => name.textContent),
    }));
    markDays(rows, today, day);
    const counts = new Map();
    for (const row of rows) for (const name of new Set(row.agencies)) counts.set(name, (counts.get(name) || 0) + 1);
    const chosen = state().get("agency") || "";
    if (chosen && !counts.has(chosen)) counts.set(chosen, 0);
    const select = document.getElementById("agency");
    select.append(new Option("—", ""));
    for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "vi"))) {
      select.append(new Option(`${name} (${count})`, name));
    }
    select.value = chosen;
    const coming = document.getElementById("coming");
    coming.checked = state().get("coming") === "1";
    const status = document.getElementById("due-status");
    const apply = () => {
      let shown = 0;
      for (const { row, day: due, agencies } of rows) {
        const isWanted = (!select.value || agencies.includes(select.value)) && !(coming.checked && due && due < day);
        row.hidden = !isWanted;
        if (isWanted) shown += 1;
      }
      // Nor is there a heading where all rows are hidden.
      for (const month of document.querySelectorAll(".dues-table tbody")) {
        month.hidden = !month.querySelector(".due:not([hidden])");
      }
      const [vi, en] = number(shown);
      status.replaceChildren(...say(`${vi} thời hạn`, `${en} deadline${shown === 1 ? "" : "s"}`));
      const values = new URLSearchParams();
      if (select.value) values.set("agency", select.value);
      if (coming.checked) values.set("coming", "1");
      setState(values);
      for (const link of document.querySelectorAll("[data-month]")) link.hash = values.toString();
    };
    select.addEventListener("change", apply);
    coming.addEventListener("change", apply);
    filter.hidden = false;
    apply();
  }

  // What is past is said to be; what is near, how near.
  function markDays(rows, today, day) {
    let next = null;
    for (const { row, day: due } of rows) {
      if (!due) continue;
      if (due < day) row.classList.add("past");
      else next = next || row;
      const distance = Math.round((new Date(due + "T12:00") - today) / 86400000);
      if (Math.abs(distance) > 45) continue;
      const count = Math.abs(distance);
      const days = `${count} day${count === 1 ? "" : "s"}`;
      const text = distance === 0 ? say("hôm nay", "today")
        : distance > 0 ? say(`còn ${count} ngày`, `${days} left`) : say(`quá ${count} ngày`, `${days} ago`);
      row.cells[0].append(element("span", { class: "left" }, ...text));
    }
    if (next && next !== rows[0].row) next.classList.add("today");
  }

  // MARK: Found words in a document

  function startFound() {
    const query = state().get("q");
    if (!query || !document.querySelector(".notice") || !window.CSS?.highlights || !window.Highlight) return;
    const cells = [...document.querySelectorAll(".text td:not(.asread), .order p, .head h1")];
    const ranges = foundRanges(cells, matchers(query));
    if (!ranges.length) return;
    CSS.highlights.set("found", new Highlight(...ranges));
    const stops = ranges.filter((range) => range.startContainer.parentElement.closest(".text"));
    let current = -1;
    const place = element("span", { "aria-live": "polite" });
    const go = (step) => {
      const list = stops.length ? stops : ranges;
      current = (current + step + list.length) % list.length;
      CSS.highlights.set("current", new Highlight(list[current]));
      list[current].startContainer.parentElement.scrollIntoView({ block: "center" });
      place.textContent = `${current + 1}/${list.length}`;
    };
    const button = (text, vi, en, act) => {
      const made = element("button", { type: "button" }, text, element("span", { class: "unseen" }, ...say(vi, en)));
      made.addEventListener("click", act);
      return made;
    };
    const bar = element("div", { class: "found-bar", role: "group" },
      element("b", {}, "“" + query + "”"), place,
      button("↑", "Chỗ trước", "Previous", () => go(-1)), button("↓", "Chỗ sau", "Next", () => go(1)),
      button("×", "Đóng", "Close", () => {
        CSS.highlights.clear();
        bar.remove();
        setState(new URLSearchParams());
      }));
    document.body.append(bar);
    go(1);
  }

  // Where all words stand in a row; if they do nowhere, where two of them do; if they don't either, every word.
  function foundRanges(cells, wanted) {
    const runs = [[], [], []];
    for (const cell of cells) {
      const found = tokens(cell);
      for (let start = 0; start < found.length; start += 1) {
        for (let first = 0; first < wanted.length; first += 1) {
          let length = 0;
          while (first + length < wanted.length && start + length < found.length
            && matches(wanted[first + length], found[start + length].word)) length += 1;
          if (!length) continue;
          const rank = length === wanted.length ? 0 : length > 1 ? 1 : 2;
          runs[rank].push([found[start].start, found[start + length - 1].end]);
        }
      }
    }
    return (runs.find((list) => list.length) || []).slice(0, 2000).map(([start, end]) => {
      const range = new Range();
      range.setStart(...start);
      range.setEnd(...end);
      return range;
    });
  }

  // The words of a cell with where they begin and end, over the elements in it.
  function tokens(cell) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    while (walker.nextNode()) {
      nodes.push({ node: walker.currentNode, start: text.length });
      text += walker.currentNode.data;
    }
    let index = 0;
    const place = (offset, isEnd) => {
      const limit = (at) => at + 1 < nodes.length && (isEnd ? nodes[at + 1].start < offset : nodes[at + 1].start <= offset);
      while (limit(index)) index += 1;
      return [nodes[index].node, offset - nodes[index].start];
    };
    return [...text.matchAll(wordPattern)].map((match) => ({
      word: match[0], start: place(match.index, false), end: place(match.index + match[0].length, true),
    }));
  }

  document.addEventListener("DOMContentLoaded", () => {
    startSwitches();
    startDeadlines();
    startFound();
  });

  return { page, element, say, number, fold, spell, words, wordPattern, matchers, matches, state, setState };
})();
