#include "app/ui/text_field.h"

#include <algorithm>

#include "app/ui/keys.h"
#include "core/base/utf8.h"

namespace pw {

namespace {

constexpr double size = 15;
constexpr std::size_t longest = 4096;  // bytes

// One line: pasted text loses its line ends.
void insert(TextEdit& edit, std::string text) {
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
    if (edit.all) edit.set("");
    if (edit.text.size() + text.size() > longest) return;
    edit.text.insert(edit.caret, text);
    edit.caret += text.size();
}

void erase(TextEdit& edit, std::size_t from, std::size_t to) {
    if (edit.all) return edit.set("");
    edit.text.erase(from, to - from);
    edit.caret = from;
}

void move(TextEdit& edit, std::size_t caret) {
    edit.caret = caret;
    edit.all = false;
}

void paste(TextEdit& edit) {
    if (const char* text = ImGui::GetClipboardText()) insert(edit, text);
}

}  // namespace

void type_into(TextEdit& edit, int key) {
    if (key & key::character)
        return insert(edit, utf8::encoded(static_cast<char32_t>(key & ~key::character)));
    const std::size_t end = edit.text.size();
    switch (key) {
        case key::backspace:
            return erase(edit, utf8::before(edit.text, edit.caret), edit.caret);
        case key::del:
            return erase(edit, edit.caret, utf8::after(edit.text, edit.caret));
        case key::left:
            return move(edit, edit.all ? 0 : utf8::before(edit.text, edit.caret));
        case key::right:
            return move(edit, edit.all ? end : utf8::after(edit.text, edit.caret));
        case key::home:
            return move(edit, 0);
        case key::end:
            return move(edit, end);
        case key::a | key::with_control:
            edit.all = !edit.text.empty();
            return;
        case key::c | key::with_control:
            return ImGui::SetClipboardText(edit.text.c_str());
        case key::v | key::with_control:
            return paste(edit);
        default:
            return;
    }
}

void text_field(Kit& kit, const std::string& id, Rect r, TextEdit& edit, const FieldLook& look) {
    Pen& pen = kit.pen;
    const Touch touch = kit.hand.touch(pen, id, r);
    const bool focused = kit.hand.focused() == id;
    // The keys are the field's: to the window it is like a number that is being typed.
    if (focused) kit.hand.typing = Hand::Typing{id, edit.text, false, true};
    pen.fill(r, 12, kit.t.ctl);
    pen.stroke(r, 12, 1, kit.t.line2);
    if (focused) pen.stroke(r.outset(4), 15, 2, kit.t.focus);
    if (touch.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);

    const Rect inside{r.x + look.left, r.y, std::max(1.0, r.w - look.left - look.right), r.h};
    const auto until = [&](std::size_t byte) {
        return pen.width(std::string_view(edit.text).substr(0, byte), Weight::semibold, size);
    };
    // A long text moves, so that the caret stays in view.
    const double caret = until(edit.caret), shift = std::max(0.0, caret - inside.w + 2);
    const double x = inside.x - shift, y = r.y + r.h / 2, w = until(edit.text.size());
    const Clip clip(pen, {inside.x - 2, r.y, inside.w + 4, r.h});
    if (edit.all) pen.fill({x - 2, y - 12, w + 4, 24}, 4, kit.t.focus.alpha(.22));
    pen.text({x, y}, edit.text, Weight::semibold, size, kit.t.ink);
    pen.text({x + w, y}, look.completion, Weight::regular, size, kit.t.text3);
    if (focused) pen.fill({x + caret, y - 11, 2, 22}, 0, kit.t.ink);
    kit.says(id, r, look.what, true, edit.text);
    if (!touch.clicked || !touch.hovered) return;
    const double at = kit.hand.pointer(pen).x - x;
    edit.all = false;
    edit.caret = 0;
    while (edit.caret < edit.text.size() && until(utf8::after(edit.text, edit.caret)) <= at + size / 4)
        edit.caret = utf8::after(edit.text, edit.caret);
}

}  // namespace pw
