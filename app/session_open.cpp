// Documents, samples and files. What can't be opened leaves everything as it was, and says why.
#include "app/session_state.h"

namespace pw {

namespace {

// The stages before the first problem: what can be shown of an experiment that was never valid.
std::shared_ptr<const Evaluation> valid_part(std::shared_ptr<const Evaluation> e, bool clean) {
    if (!e->stopped) return e;
    Experiment valid = e->of;
    const int broken = valid.index_of(e->stopped->stage);
    if (broken >= 0)
        valid.stages.erase(valid.stages.begin() + broken, valid.stages.end());
    else
        valid.branch.reset();
    settle(valid, valid.dialect);
    return evaluate_beside(clean, valid, e.get());
}

}  // namespace

void Session::Impl::on(const action::Open& a) { open(a.document, a.prepared); }

void Session::Impl::on(const action::OpenSample& a) { open(load_sample(a.name)); }

void Session::Impl::on(const action::Report& a) {
    notice = a.problem;
    refused_file = a.file;
}

void Session::Impl::on(const action::DismissNotice&) { notice.reset(); }

void Session::Impl::open(const Expected<Document>& document) {
    if (document)
        open(*document);
    else
        notice = document.error();
}

// Nothing is lost by opening: the document before can be had back by undoing.
void Session::Impl::open(const Document& document, const Prepared& prepared) {
    notice.reset();
    toast.reset();
    const std::int64_t last = std::exchange(opened, ++openings);
    if (!shown.picture) return adopt(document.experiment, document.watch, prepared);
    Watch w = watch;
    w.t = clock.t;
    past.push_back({shown.asked, w, Note{Message("history.open"), document.experiment.title}, true, last});
    forget_the_oldest();
    future.clear();
    adopt(document.experiment, document.watch, prepared);
}

// Takes an experiment with its own stages and walk.
void Session::Impl::adopt(const Experiment& experiment, const Watch& wanted, const Prepared& prepared) {
    last_control.clear();
    ++revision;
    times.clear();
    untied.clear();
    hover.reset();
    selected.reset();
    text.reset();
    before.reset();
    resize.reset();
    settling.reset();
    images = prepared.images;
    zoom.reset();
    split = .5;
    brush.painted.clear();
    resume = false;
    card_seconds = 0;

    const bool clean = needs_clean(experiment, wanted, false);
    const auto evaluation = evaluate_beside(clean, experiment, prepared.picture.get());
    shown = {valid_part(evaluation, clean), experiment, evaluation->stopped};
    watch = wanted;
    watch.stage = stage_to_watch(shown.asked, watch.stage);
    set_clock(watch.t);
    settle_view();
}

void Session::Impl::on(const action::NewDocument&) {
    Document d;
    d.experiment.title = Message("title.new");
    d.experiment.input.tensor = Tensor({1, 1, 4, 4}, std::vector<float>(16));
    Stage stage;
    stage.op = find_op("max_pool");
    stage.params.window.kernel = {2, 2};
    d.experiment.stages = {std::move(stage)};
    open(d);
}

// Not an edit: the name is no part of what can be undone.
void Session::Impl::on(const action::Renamed& a) {
    shown.asked.title = Message("title.plain", {a.name});
    ++revision;
}

void Session::Impl::on(const action::ShowToast& a) { say(a.toast); }
void Session::Impl::on(const action::DismissToast&) { toast.reset(); }

void Session::Impl::say(Toast t) {
    toast = std::move(t);
    toast_seconds = 0;
}

}  // namespace pw
