// Classes of Tabler that no text names whole because a template puts them together, as in btn-{{ kind }}.
export const DYNAMIC_CLASSES = [
  "show", "active", "disabled", "collapsed", "is-invalid", "is-valid", "invalid-feedback", "visually-hidden",
  "visually-hidden-focusable", "form-control", "form-select", "form-check-input", "form-label", "form-hint",
];
