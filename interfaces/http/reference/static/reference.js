// Shows the OpenAPI document that the page names with Swagger UI, in the colours of the system.
const place = document.getElementById("reference");
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const colour = () => document.documentElement.classList.toggle("dark-mode", dark.matches);

colour();
dark.addEventListener("change", colour);
window.SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  deepLinking: true,
  docExpansion: place.dataset.expansion,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  // Otherwise it asks a server of its makers whether the document is valid.
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
});
