#include "core/base/number.h"
#include "core/ops/check.h"

namespace pw {

Term symbol(std::string text) { return {Term::Kind::symbol, std::move(text), {}, false}; }
Term value(std::int64_t v, std::string name, bool wrong) {
    return {Term::Kind::value, show_int(v), std::move(name), wrong};
}
Term real(double v, std::string name) { return {Term::Kind::value, show(v), std::move(name), false}; }
Term outcome(std::int64_t v, std::string name) {
    return {Term::Kind::result, show_int(v), std::move(name), false};
}

std::vector<Term> size_terms(const AxisNumbers& a) {
    std::vector<Term> t{symbol(a.ceil_mode ? "ceil((" : "floor(("), value(a.n, "term.input")};
    if (a.p == a.p_end)
        t.insert(t.end(), {symbol("+ 2 ·"), value(a.p, "term.pad"), symbol("−")});
    else
        t.insert(t.end(),
                 {symbol("+"), value(a.p, "term.pad"), symbol("+"), value(a.p_end, "term.pad"), symbol("−")});
    if (a.d == 1) {
        t.insert(t.end(), {value(a.k, "term.kernel"), symbol(") /")});
    } else {
        // n + 2p − (d · (k − 1) + 1), without the outer brackets.
        t.insert(t.end(), {value(a.d, "term.dilation"), symbol("· ("), value(a.k, "term.kernel"),
                           symbol("− 1 ) − 1 ) /")});
    }
    t.push_back(value(a.s, "term.stride"));
    if (a.outputs() == a.unclipped()) {
        t.push_back(symbol(") + 1 ="));
    } else {
        // ceil_mode counted a window that would start beyond the input: it is taken away again.
        t.insert(t.end(), {symbol(") + 1 −"), value(1, "term.last_outside"), symbol("=")});
    }
    t.push_back(outcome(a.outputs()));
    return t;
}

std::vector<Term> size_formula(const WindowSpec& spec, WindowUse use, Shape input, const Window&, int axis) {
    return size_terms(along(asked(spec, use, input), axis));
}

std::vector<Term> adaptive_formula(const Axis& axis, std::int64_t o) {
    const std::int64_t first = axis.start(o), end = first + axis.taps(o);
    return {symbol("floor("),
            value(o, "term.output"),
            symbol("·"),
            value(axis.input(), "term.input"),
            symbol("/"),
            value(axis.outputs(), "term.size"),
            symbol(") ="),
            outcome(first),
            symbol("…"),
            symbol("ceil("),
            value(o + 1, ""),
            symbol("·"),
            value(axis.input(), ""),
            symbol("/"),
            value(axis.outputs(), ""),
            symbol(") ="),
            outcome(end)};
}

std::vector<Term> fractional_formula(const Axis& axis, std::int64_t o) {
    if (o == axis.outputs() - 1)
        return {value(axis.input(), "term.input"), symbol("−"), value(axis.max_taps(), "term.kernel"),
                symbol("="), outcome(axis.start(o))};
    const Term sample = real(axis.sample(), "term.sample"), alpha = real(axis.alpha(), "");
    return {symbol("int(("),    value(o, "term.output"),
            symbol("+"),        sample,
            symbol(") ·"),      alpha,
            symbol(") − int("), real(axis.sample(), ""),
            symbol("·"),        real(axis.alpha(), ""),
            symbol(") ="),      outcome(axis.start(o))};
}

}  // namespace pw
