"use strict";
// Draws the charts whose specifications stand in the page. Where one cannot be drawn, and on paper, its figure stays.
for (const text of document.querySelectorAll("script[type='application/json']")) {
  const figure = text.closest("figure");
  const place = figure.querySelector(".chart");
  // Expressions are interpreted ("ast"): the page allows no script that is made from text.
  vegaEmbed(place, JSON.parse(text.textContent), { mode: "vega-lite", actions: false, ast: true, renderer: "svg" })
    .then(() => figure.classList.add("interactive"))
    .catch((error) => { place.remove(); console.error(figure.id, error); });
}
