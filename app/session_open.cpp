// Documents, samples and files. What can't be opened leaves everything as it was, and says why.
#include <algorithm>

#include "app/session_state.h"

namespace pw {

namespace {

constexpr std::int64_t picture_from = 64;          // pictures with longer sides are pooled 8x8
constexpr std::int64_t cells_by_region = 32 * 32;  // more cells than these are coloured by value

bool looks_like_document(std::string_view bytes) {
    const auto begin = bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    return begin != std::string_view::npos && bytes[begin] == '{';
}

std::string base_name(std::string_view name) { return std::string(name.substr(name.find_last_of('/') + 1)); }

// A file that is a plain tensor becomes an experiment with one pooling stage that fits it.
Document document_around(Source source, std::string_view name) {
    const Shape& s = source.tensor.shape();
    const bool large = source.picture && s.h > picture_from && s.w > picture_from;
    const std::int64_t k = large ? 8 : 2;
    Stage stage;
    stage.op = find_op(large ? "avg_pool" : "max_pool");
    stage.params.window.kernel = {std::min(k, s.h), std::min(k, s.w)};
    Document d;
    d.watch.colour = source.picture || s.plane() > cells_by_region ? ColourBy::value : ColourBy::region;
    d.experiment.title = Message("title.plain", {base_name(name)});
    d.experiment.input = std::move(source);
    d.experiment.stages = {std::move(stage)};
    return d;
}

Expected<Document> document_from(const action::OpenFile& a) {
    if (looks_like_document(a.bytes)) return read_document(a.bytes, a.name, a.files);
    return read_source(a.name, a.bytes).map([&](Source s) { return document_around(std::move(s), a.name); });
}

// The stages before the first problem: what can be shown of an experiment that was never valid.
std::shared_ptr<const Evaluation> valid_part(std::shared_ptr<const Evaluation> e) {
    if (!e->stopped) return e;
    Experiment valid = e->of;
    valid.stages.erase(valid.stages.begin() + valid.index_of(e->stopped->stage), valid.stages.end());
    return evaluate(valid, e.get());
}

}  // namespace

void Session::Impl::on(const action::Open& a) { open(a.document); }

void Session::Impl::on(const action::OpenSample& a) { open(load_sample(a.name)); }

void Session::Impl::on(const action::OpenFile& a) { open(document_from(a)); }

void Session::Impl::on(const action::Report& a) { notice = a.problem; }

void Session::Impl::on(const action::DismissNotice&) { notice.reset(); }

void Session::Impl::open(const Expected<Document>& document) {
    if (document)
        open(*document);
    else
        notice = document.error();
}

void Session::Impl::open(const Document& document) {
    past.clear();
    future.clear();
    last_control.clear();
    notice.reset();
    times.clear();
    untied.clear();
    hover.reset();
    selected.reset();
    resume = false;
    card_seconds = 0;

    const auto evaluation = evaluate(document.experiment);
    shown = {valid_part(evaluation), document.experiment, evaluation->stopped};
    watch = document.watch;
    watch.stage = stage_to_watch(shown.asked, watch.stage);
    set_clock(watch.t);
    settle_view();
}

}  // namespace pw
