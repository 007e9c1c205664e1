// Code that was pasted or dropped: one line is taken at once, a script waits for an answer.
#include "app/session_state.h"

namespace pw {

void Session::Impl::on(const action::ReadCode& a) { take(read_code(a.text, {shown.asked, watch}), a.name); }

void Session::Impl::on(const action::UseCode&) {
    if (const auto taken = std::exchange(code, std::nullopt)) use(taken->read, taken->name);
}

void Session::Impl::on(const action::DropCode&) { code.reset(); }

void Session::Impl::take(Expected<CodeRead> read, const std::string& name) {
    if (!read) {
        notice = read.error();
        return;
    }
    notice.reset();
    toast.reset();
    leave_cell();
    if (read->lines.size() > 1) {
        code = OfferedCode{std::move(*read), name, ++codes};
        return;
    }
    const std::string line = read->lines.front().text;
    const Experiment before_it = shown.asked;
    use(*read, name);
    if (same(before_it, shown.asked))
        return say({Message("toast.pasted.same", {line}), false, {}, Toast::Does::nothing});
    say({Message("toast.pasted.code", {line}), false, Message("toast.undo"), Toast::Does::undo});
}

// One change, whatever it is. A whole experiment is a document of its own; stages alone are an edit.
void Session::Impl::use(const CodeRead& taken, const std::string& name) {
    using Makes = CodeRead::Makes;
    Document document = taken.document;
    if (taken.makes == Makes::experiment) {
        if (!name.empty()) document.experiment.title = Message("title.plain", {name});
        return open(document);
    }
    const bool chain = taken.makes == Makes::stages;
    if (chain) untied.clear();
    const std::string line = taken.lines.size() == 1 ? taken.lines.front().text : name;
    const Note note{Message("history.paste"), line.empty() ? Message() : Message("history.code", {line})};
    commit(std::move(document.experiment), "", note, true);
    if (!chain) return;
    times.clear();
    watch.stage = stage_to_watch(shown.asked, document.watch.stage);
    set_clock(0);
    settle_view();
}

}  // namespace pw
