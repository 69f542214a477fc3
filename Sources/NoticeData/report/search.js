// The search of the first page. Its data are scripts that are loaded when they are needed: a page that was opened from
// a disk may load nothing else.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const { element, say, number, fold, spell, words, wordPattern, matchers, matches, state, setState } = report;
  const box = document.getElementById("q");
  const list = document.getElementById("list");
  const status = document.getElementById("status");
  const more = document.getElementById("more");
  const facets = document.getElementById("facets");
  const data = window.thongbao;
  if (!data || !box) return;

  const step = 30; // documents shown at a time
  const firstValues = 8; // of a facet
  const [IDENTIFIER, KIND, ISSUER, DATE, SUBJECT, PAGE, , DEADLINES] = [0, 1, 2, 3, 4, 5, 6, 7];
  const documents = []; // by number, newest first
  const chosen = { kind: new Set(), issuer: new Set(), year: new Set() };
  const opened = new Set(); // facets that show all of their values
  let found = []; // numbers of the documents found, in order
  let apart = new Set(); // those that have the words here and there
  let wanted = []; // how they were found
  let shown = 0;
  let turn = 0; // of searches: an older one that ends later counts no more

  // MARK: Data

  const loading = new Map();

  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = element("script", { src: name });
        script.addEventListener("load", resolve);
        script.addEventListener("error", () => reject(new Error(name)));
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  async function loadDocuments() {
    const files = Math.ceil(data.count / data.perFile);
    await Promise.all(Array.from({ length: files }, (_, file) => load(`data/n/${file}.js`)));
    for (const file of data.documents) for (const document of file) documents.push(document);
    data.documents = [];
  }

  // The documents of a word of the texts, as [number, …] for each form.
  async function inTexts(matcher) {
    const isOpen = matcher.isOpen && !matcher.exact && matcher.key.length > 1;
    const letters = fold(matcher.word);
    let file = lastStart(data.starts, letters);
    const lists = [];
    for (; file < data.starts.length; file += 1) {
      if (file < 0) continue;
      if (data.starts[file] > letters && !(isOpen && data.starts[file].startsWith(letters))) break;
      await load(`data/w/${file}.js`);
      const entries = data.words[file];
      const keys = isOpen ? Object.keys(entries).filter((key) => key.startsWith(letters))
        : Object.hasOwn(entries, letters) ? [letters] : [];
      for (const key of keys) {
        for (let index = 0; index < entries[key].length; index += 2) {
          if (!matcher.exact || spell(entries[key][index]) === matcher.key) lists.push(entries[key][index + 1]);
        }
      }
    }
    return lists;
  }

  // The last file that begins at or before a key.
  function lastStart(starts, key) {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= key) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  // The documents where one word stands right before the other, whatever their marks.
  async function inTextsTogether(first, second) {
    if (!data.pairStarts.length) return [];
    const key = pairHash(wordHash(fold(first.word)), wordHash(fold(second.word)));
    const file = lastStart(data.pairStarts, key);
    await load(`data/p/${file}.js`);
    const list = data.pairs[file][key.toString(36)];
    return list ? [list] : [];
  }

  // FNV-1a.
  function wordHash(word) {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(word)) hash = Math.imul(hash ^ byte, 0x01000193);
    return hash >>> 0;
  }

  function pairHash(first, second) {
    let hash = Math.imul(first, 0x9e3779b1) ^ second;
    hash = Math.imul(hash ^ hash >>> 16, 0x85ebca6b);
    return (hash ^ hash >>> 13) >>> 0;
  }

  // "+" distances in varints, "*" bits.
  function forEachIn(text, visit) {
    const bytes = atob(text.slice(1));
    if (text[0] === "*") {
      for (let index = 0; index < bytes.length; index += 1) {
        const byte = bytes.charCodeAt(index);
        for (let bit = 0; bit < 8; bit += 1) if (byte >> bit & 1) visit(index * 8 + bit);
      }
      return;
    }
    let document = 0;
    let distance = 0;
    let shift = 0;
    for (let index = 0; index < bytes.length; index += 1) {
      const byte = bytes.charCodeAt(index);
      distance |= (byte & 127) << shift;
      shift += 7;
      if (byte < 128) {
        document += distance;
        visit(document);
        distance = shift = 0;
      }
    }
  }

  // MARK: Search

  // What a list shows of each document, to be searched: " 12 tb tu thong bao … ", made when it is first asked for.
  const lines = { folded: [], spelled: [] };

  function line(index, exact) {
    const made = exact ? lines.spelled : lines.folded;
    if (made[index] === undefined) {
      const document = documents[index];
      const text = [document[IDENTIFIER], ...data.kinds[document[KIND]], data.issuers[document[ISSUER]], document[SUBJECT]];
      made[index] = " " + words(exact ? text.join(" ") : fold(text.join(" "))).map(exact ? spell : (word) => word).join(" ") + " ";
    }
    return made[index];
  }

  // Makes the lines while nothing else is to be done, so that the first search does not wait for them.
  function warm(index) {
    const later = window.requestIdleCallback || ((act) => setTimeout(act, 50));
    later((idle) => {
      const end = performance.now() + (idle?.timeRemaining ? Math.max(1, idle.timeRemaining() - 1) : 10);
      while (index < documents.length && performance.now() < end) line(index++, false);
      if (index < documents.length) warm(index);
    });
  }

  // All words must stand somewhere. First come documents that say them in a row where a list shows it, then those whose
  // texts do, then those that say them in the list here and there, then the others.
  async function search(query) {
    const wanted = matchers(query);
    if (!wanted.length) return { matchers: [], order: documents.map((_, index) => index), apart: new Set() };
    // The last word may be the beginning of one, if nothing is found while it is taken as a whole.
    const whole = await find(wanted.map((matcher) => ({ ...matcher, isOpen: false })));
    return whole.order.length ? whole : find(wanted);
  }

  async function find(wanted) {
    const seen = new Uint16Array(documents.length);
    const listed = new Uint16Array(documents.length);
    const all = (1 << wanted.length) - 1;
    const texts = await Promise.all(wanted.map(inTexts));
    wanted.forEach((matcher, bit) => {
      const key = " " + matcher.key + (matcher.isOpen && !matcher.exact ? "" : " ");
      const letters = " " + fold(matcher.word); // most lines lack even these
      for (let index = 0; index < documents.length; index += 1) {
        if (line(index, false).includes(letters) && (!matcher.exact && matcher.isOpen || line(index, matcher.exact).includes(key))) {
          listed[index] |= 1 << bit;
        }
      }
      for (const text of texts[bit]) forEachIn(text, (document) => { seen[document] |= 1 << bit; });
    });
    const together = await nextToEachOther(wanted);
    const ranks = [[], [], [], []];
    const isExact = wanted.some((matcher) => matcher.exact);
    const last = wanted[wanted.length - 1];
    const phrase = " " + wanted.map((matcher) => isExact ? spell(matcher.word) : matcher.key).join(" ")
      + (last.isOpen && !last.exact ? "" : " ");
    for (let index = 0; index < documents.length; index += 1) {
      if ((seen[index] | listed[index]) !== all) continue;
      const rank = listed[index] === all && line(index, isExact).includes(phrase) ? 0
        : together(index) ? 1 : listed[index] === all ? 2 : 3;
      ranks[rank].push(index);
    }
    return { matchers: wanted, order: ranks.flat(), apart: new Set([...ranks[2], ...ranks[3]]) };
  }

  // Says of a document whether each word stands right before the next one somewhere in its text.
  async function nextToEachOther(wanted) {
    const counts = new Uint8Array(documents.length);
    const last = wanted[wanted.length - 1];
    const needed = wanted.length - 1 - (last.isOpen ? 1 : 0);
    if (needed < 1) return () => wanted.length < 2;
    const lists = await Promise.all(Array.from({ length: needed },
      (_, place) => inTextsTogether(wanted[place], wanted[place + 1])));
    for (const list of lists.flat()) forEachIn(list, (document) => { counts[document] += 1; });
    return (index) => counts[index] === needed;
  }

  // MARK: Facets

  const values = {
    kind: (document) => document[KIND],
    issuer: (document) => document[ISSUER],
    year: (document) => document[DATE].slice(0, 4),
  };
  const names = {
    kind: ["Tên loại", "Kind"], issuer: ["Cơ quan ban hành", "Issuer"], year: ["Năm", "Year"],
  };

  // Each facet counts what the others leave.
  function narrowed(matching) {
    const counts = { kind: new Map(), issuer: new Map(), year: new Map() };
    const left = [];
    const fields = Object.keys(values);
    for (const index of matching) {
      const own = fields.map((field) => values[field](documents[index]));
      const isIn = fields.map((field, place) => !chosen[field].size || chosen[field].has(own[place]));
      fields.forEach((field, place) => {
        if (isIn.every((yes, other) => yes || other === place)) {
          counts[field].set(own[place], (counts[field].get(own[place]) || 0) + 1);
        }
      });
      if (isIn.every((yes) => yes)) left.push(index);
    }
    return { left, counts };
  }

  function title(field, value) {
    if (field === "kind") return data.kinds[value][1] || data.kinds[value][0];
    return field === "issuer" ? data.issuers[value] : value;
  }

  function showFacets(counts) {
    const focused = document.activeElement?.dataset.key;
    const sets = Object.keys(values).map((field) => {
      for (const value of chosen[field]) if (!counts[field].has(value)) counts[field].set(value, 0);
      const sorted = [...counts[field]].filter(([value]) => title(field, value) || chosen[field].has(value))
        .sort((a, b) => field === "year" ? (a[0] < b[0] ? 1 : -1)
          : b[1] - a[1] || title(field, a[0]).localeCompare(title(field, b[0]), "vi"));
      const limit = opened.has(field) ? 500 : firstValues;
      const rows = sorted.filter(([value], place) => place < limit || chosen[field].has(value)).map(([value, count]) => {
        const check = element("input", { type: "checkbox", "data-key": `${field} ${value}` });
        check.checked = chosen[field].has(value);
        check.addEventListener("change", () => {
          if (check.checked) chosen[field].add(value); else chosen[field].delete(value);
          update();
        });
        return element("label", {}, check, element("span", {}, title(field, value)),
          element("span", { class: "count" }, ...say(...number(count))));
      });
      const set = element("fieldset", {}, element("legend", {}, ...say(...names[field])), ...rows);
      if (sorted.length > firstValues && !opened.has(field)) {
        const all = element("button", { type: "button", class: "all", "data-key": field + " all" },
          ...say(`Tất cả ${number(sorted.length)[0]}`, `All ${number(sorted.length)[1]}`));
        all.addEventListener("click", () => {
          opened.add(field);
          update();
        });
        set.append(all);
      }
      return sorted.length > 1 || chosen[field].size ? set : "";
    });
    facets.querySelector("div").replaceChildren(...sets);
    facets.hidden = !facets.querySelector("fieldset");
    if (focused) facets.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  // MARK: What is shown

  function day(edtf) {
    const one = (part) => {
      const pieces = part.split("-");
      if (pieces.length === 2 && pieces[1] > 32) {
        return [`quý ${["I", "II", "III", "IV"][pieces[1] - 33]}/${pieces[0]}`, `Q${pieces[1] - 32}/${pieces[0]}`];
      }
      return [pieces.reverse().join("/"), pieces.join("/")];
    };
    const ends = edtf.split("/").map(one);
    const [vi, en] = [0, 1].map((place) => ends.map((end) => end[place]).join(" – "));
    return vi === en ? [vi] : say(vi, en);
  }

  // The words of a text, those that were looked for marked.
  function marked(text) {
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(wordPattern)) {
      if (!wanted.some((matcher) => matches(matcher, match[0]))) continue;
      parts.push(text.slice(end, match.index), element("mark", {}, match[0]));
      end = match.index + match[0].length;
    }
    return [...parts, text.slice(end)];
  }

  function row(index, query) {
    const document = documents[index];
    const [code, kind] = data.kinds[document[KIND]];
    const facts = [];
    if (document[IDENTIFIER]) facts.push(element("span", { class: "id" }, ...marked(document[IDENTIFIER])));
    if (kind || code) facts.push(element("span", {}, kind || code));
    if (data.issuers[document[ISSUER]]) facts.push(element("span", {}, ...marked(data.issuers[document[ISSUER]])));
    if (document[DATE]) facts.push(element("span", {}, ...day(document[DATE])));
    if (document[DEADLINES]) {
      const [vi, en] = number(document[DEADLINES]);
      facts.push(element("span", { class: "due" }, ...say(`${vi} thời hạn`, `${en} deadline${en === "1" ? "" : "s"}`)));
    }
    const hash = wanted.length ? "#" + new URLSearchParams({ q: query.trim() }) : "";
    return element("li", {},
      element("a", { href: document[PAGE] + hash }, ...marked(document[SUBJECT] || document[IDENTIFIER] || document[PAGE])),
      element("p", { class: "of" }, ...facts));
  }

  function showMore() {
    for (let place = shown; place < Math.min(shown + step, found.length); place += 1) {
      if (place > 0 && apart.has(found[place]) && !apart.has(found[place - 1])) {
        list.append(element("li", { class: "apart" }, ...say("Các từ không đứng liền nhau", "Words that do not stand together")));
      }
      list.append(row(found[place], box.value));
    }
    shown = Math.min(shown + step, found.length);
    more.hidden = shown >= found.length;
  }

  function showStatus() {
    const [vi, en] = number(found.length);
    const parts = say(`${vi} văn bản`, `${en} document${found.length === 1 ? "" : "s"}`);
    if (!wanted.length) parts.push(...say(", mới nhất trước", ", newest first"));
    const near = apart.size ? found.filter((index) => !apart.has(index)).length : 0;
    if (near && near < found.length) {
      parts.push(...say(`, ${number(near)[0]} có các từ liền nhau`, `, ${number(near)[1]} with the words together`));
    }
    if (!found.length && wanted.some((matcher) => matcher.exact)) {
      const button = element("button", { type: "button", class: "all" }, ...say("tìm không kể dấu", "search whatever the marks"));
      button.addEventListener("click", () => {
        box.value = fold(box.value);
        box.focus();
        update();
      });
      parts.push(" — ", button);
    }
    status.replaceChildren(...parts);
  }

  async function update() {
    turn += 1;
    const own = turn;
    const query = box.value;
    let answer;
    try {
      answer = await search(query);
    } catch {
      status.replaceChildren(...say("Không đọc được dữ liệu tìm kiếm trong thư mục data.", "The search data in the folder data cannot be read."));
      return;
    }
    if (own !== turn) return;
    const { left, counts } = narrowed(answer.order);
    found = left;
    apart = answer.apart;
    wanted = answer.matchers;
    shown = 0;
    list.replaceChildren();
    showMore();
    showStatus();
    showFacets(counts);
    remember(query);
  }

  // MARK: The page's address

  function remember(query) {
    const place = new URLSearchParams();
    if (query.trim()) place.set("q", query.trim());
    for (const field of Object.keys(values)) for (const value of chosen[field]) place.append(field, title(field, value));
    setState(place);
  }

  function recall() {
    const place = state();
    box.value = place.get("q") || "";
    const indices = {
      kind: (text) => data.kinds.findIndex((kind) => (kind[1] || kind[0]) === text),
      issuer: (text) => data.issuers.indexOf(text),
      year: (text) => text,
    };
    for (const field of Object.keys(values)) {
      chosen[field] = new Set(place.getAll(field).map(indices[field]).filter((value) => value !== -1));
    }
  }

  // MARK: Keys

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.matches("input[type=search], select, textarea");
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...list.querySelectorAll("li > a")];
    const place = links.indexOf(event.target);
    if (event.target !== box && place < 0) return;
    const next = place + (event.key === "ArrowDown" ? 1 : -1);
    if (next >= links.length || next < -1) return;
    event.preventDefault();
    (next < 0 ? box : links[next]).focus();
  }

  // MARK: Start

  let waiting;
  const roomy = matchMedia("(min-width: 48.01rem)");
  const unfold = () => { facets.open = roomy.matches; };
  roomy.addEventListener("change", unfold);
  unfold();
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 120);
  });
  more.addEventListener("click", showMore);
  document.addEventListener("keydown", onKey);
  document.querySelector(".search").hidden = false;
  loadDocuments().then(() => {
    recall();
    return update();
  }).then(() => {
    warm(0);
    window.addEventListener("hashchange", () => { recall(); update(); });
    document.documentElement.dataset.ready = "";
  }, () => {
    status.replaceChildren(...say("Không đọc được dữ liệu tìm kiếm trong thư mục data.", "The search data in the folder data cannot be read."));
  });
});
