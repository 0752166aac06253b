#include "view/formula_part.h"

#include <string.h>

static const struct {
    const char *name, *text;
} symbols[] = {
    {"alpha", "α"},
    {"beta", "β"},
    {"gamma", "γ"},
    {"delta", "δ"},
    {"epsilon", "ε"},
    {"theta", "θ"},
    {"kappa", "κ"},
    {"lambda", "λ"},
    {"mu", "μ"},
    {"nu", "ν"},
    {"pi", "π"},
    {"rho", "ρ"},
    {"sigma", "σ"},
    {"tau", "τ"},
    {"phi", "φ"},
    {"chi", "χ"},
    {"psi", "ψ"},
    {"omega", "ω"},
    {"Gamma", "Γ"},
    {"Delta", "Δ"},
    {"Theta", "Θ"},
    {"Lambda", "Λ"},
    {"Sigma", "Σ"},
    {"Phi", "Φ"},
    {"Omega", "Ω"},
    {"cdot", "·"},
    {"times", "×"},
    {"le", "≤"},
    {"leq", "≤"},
    {"ge", "≥"},
    {"geq", "≥"},
    {"ne", "≠"},
    {"approx", "≈"},
    {"propto", "∝"},
    {"in", "∈"},
    {"to", "→"},
    {"leftarrow", "←"},
    {"gets", "←"},
    {"infty", "∞"},
    {"mid", "|"},
    {"vert", "|"},
    {"Vert", "‖"},
    {"|", "‖"},
    {"ldots", "…"},
    {"dots", "…"},
    {"left", ""},
    {"right", ""},
    {"top", "ᵀ"},
    {"{", "{"},
    {"}", "}"},
    {"%", "%"},
    {"ln", "ln"},
    {"log", "log"},
    {"exp", "exp"},
    {"max", "max"},
    {"min", "min"},
    {"argmax", "arg max"},
    {"argmin", "arg min"},
    {"det", "det"},
    {"prime", "′"},
    {"pm", "±"},
    {"equiv", "≡"},
    {"partial", "∂"},
};

const char *formula_symbol(const char *name)
{
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
        if (strcmp(symbols[i].name, name) == 0)
            return symbols[i].text;
    return NULL;
}
