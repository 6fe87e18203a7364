// Beside the page and not in it, so that the page needs no leave for scripts written into it.
window.ui = SwaggerUIBundle({
    url: '/docs/openapi.json',
    dom_id: '#api',
    deepLinking: true,
    displayRequestDuration: true,
    filter: true,
    validatorUrl: null
});
