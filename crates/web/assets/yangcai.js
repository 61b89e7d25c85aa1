// Yangcai: the little that pages do by themselves. Everything works without it.
"use strict";
(function () {
  const all = (selector, use, root) => (root || document).querySelectorAll(selector).forEach(use);

  // Errors are read first, and what was done is read once: a reload or a bookmark does not tell it again.
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();
  const here = new URL(location.href);
  if (here.searchParams.has("told")) {
    here.searchParams.delete("told");
    history.replaceState(null, "", here);
  }

  // data-confirm: ask before a step that cannot be undone. A second press while sending does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    const question = (button && button.dataset.confirm) || form.dataset.confirm;
    if (question && !window.confirm(question)) { event.preventDefault(); return; }
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "1";
    setTimeout(() => { delete form.dataset.sending; }, 8000);
    if (form.dataset.upload !== undefined && window.FormData) { event.preventDefault(); upload(form, button); }
  });
  window.addEventListener("pageshow", () => all("form[data-sending]", (form) => { delete form.dataset.sending; }));

  // data-upload: the same form, sent with a progress bar.
  function upload(form, button) {
    const bar = form.querySelector("progress"), request = new XMLHttpRequest(), body = new FormData(form);
    if (button && button.name) body.append(button.name, button.value);
    if (bar) bar.hidden = false;
    request.upload.onprogress = (event) => { if (bar && event.lengthComputable) { bar.max = event.total; bar.value = event.loaded; } };
    request.onerror = () => { delete form.dataset.sending; if (bar) bar.hidden = true; window.alert(form.dataset.failed || "!"); };
    request.onload = () => {
      if (request.responseURL && request.status < 300 && request.getResponseHeader("X-Stay") === null && request.responseURL !== form.action) {
        location.assign(request.responseURL);
        return;
      }
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      document.querySelector("main").replaceWith(page.querySelector("main"));
      const errors = document.querySelector("[data-focus]");
      if (errors) errors.focus();
    };
    request.open("POST", form.action);
    request.send(body);
  }

  // data-live: server-sent events carry the new content of the element, at most one a second.
  all("[data-live]", (place) => {
    if (!window.EventSource) return;
    const source = new EventSource(place.dataset.live);
    source.onmessage = (event) => {
      if (place.contains(document.activeElement) && document.activeElement.matches("input,textarea,select")) return;
      place.innerHTML = event.data;
    };
    source.addEventListener("reload", () => location.reload());
    source.addEventListener("end", () => source.close());
  });

  // data-swap: a link or form whose answer replaces one element.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    fetch(link.href, { headers: { "X-Partial": link.dataset.swap } }).then((answer) => answer.text()).then((html) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      const from = page.getElementById(link.dataset.swap), to = document.getElementById(link.dataset.swap);
      if (from && to) { to.replaceWith(from); history.replaceState(null, "", link.href); } else location.assign(link.href);
    }).catch(() => location.assign(link.href));
  });

  // Money: the words of an amount that is being changed are no longer its words; separators when typing stops.
  all("input[data-money]", (input) => input.addEventListener("input", () => {
    const words = input.closest(".money").nextElementSibling;
    if (words && words.classList.contains("upper")) words.remove();
  }));
  all("input[data-money]", (input) => input.addEventListener("blur", () => {
    const plain = input.value.replace(/[,，\s元]/g, "");
    if (!/^\d+(\.\d{1,2})?$/.test(plain)) return;
    const [yuan, cents] = plain.split(".");
    input.value = yuan.replace(/\B(?=(\d{3})+$)/g, ",") + "." + (cents || "").padEnd(2, "0");
  }));

  // data-picker: a button behind a date opens the browser's calendar.
  all("input[data-picker]", (input) => {
    const picker = document.createElement("input"), button = document.createElement("button");
    if (!picker.showPicker) return;
    Object.assign(picker, { type: input.dataset.picker, tabIndex: -1, className: "vh" });
    picker.setAttribute("aria-hidden", "true");
    Object.assign(button, { type: "button", className: "btn quiet calendar", title: input.dataset.open });
    button.setAttribute("aria-label", input.dataset.open);
    button.addEventListener("click", () => { picker.value = input.value.replace(" ", "T"); picker.showPicker(); });
    picker.addEventListener("change", () => { input.value = picker.value.replace("T", " "); input.focus(); });
    input.after(button, picker);
  });

  // data-total: the amount of the chosen quantity, counted along while typing; over the limit a warning shows.
  all("[data-total]", (place) => {
    const input = document.getElementsByName(place.dataset.of)[0], shown = place.querySelector("output");
    const over = place.querySelector("[data-over]"), button = place.querySelector("button");
    if (!input || !shown) return;
    if (button) button.hidden = true;
    const count = () => {
      const fen = /^\d{1,7}$/.test(input.value.trim()) ? Number(input.value) * Number(place.dataset.total) : 0;
      const [yuan, cents] = (fen / 100).toFixed(2).split(".");
      shown.textContent = fen ? yuan.replace(/\B(?=(\d{3})+$)/g, ",") + "." + cents + " " + place.dataset.unit : "—";
      if (over) over.hidden = !(place.dataset.limit && fen > Number(place.dataset.limit));
    };
    input.addEventListener("input", count);
    count();
  });

  all("[data-print]", (button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });
  all("[data-autosubmit]", (input) => input.addEventListener("change", () => input.form.requestSubmit()));
})();
