// Address and day of printing at the foot of a printed page. A page may lie in a cache for days, and an address that
// leads nowhere has words of its own, so the server writes neither.
"use strict";

const gettext = window.gettext ?? ((words) => words);

addEventListener("beforeprint", () => {
  const foot = document.querySelector(".printed");
  const day = new Date();
  foot.querySelector(".address").textContent = location.origin + decodeURI(location.pathname);
  foot.querySelector("time").textContent = 
    gettext("{day}打印").replace("{day}", day.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" }));
});
