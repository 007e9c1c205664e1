// Documents, samples and files. What can't be opened leaves everything as it was, and says why.
#include "app/session_state.h"

namespace pw {

namespace {

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

void Session::Impl::on(const action::OpenFile& a) { open(open_document(a.name, a.bytes, a.files)); }

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
