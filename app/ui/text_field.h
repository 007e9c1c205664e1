// A line of text that is typed into.
#pragma once

#include <string>

#include "app/ui/kit.h"

namespace pw {

struct TextEdit {
    std::string text;
    std::size_t caret = 0;  // a byte, always between two characters
    bool all = false;       // everything is selected

    void set(std::string to) {
        text = std::move(to);
        caret = text.size();
        all = false;
    }
};

// A character or a key, as Hand::take_any gives them; Enter, Tab, Esc, up and down mean nothing here.
void type_into(TextEdit& edit, int key);

struct FieldLook {
    std::string completion;        // behind the text, not yet part of it
    double left = 16, right = 16;  // room for an icon and for what stands behind
    std::string what;              // what is to be typed, for the report
};
// Draws it, with focus and caret; a click puts the caret.
void text_field(Kit& kit, const std::string& id, Rect r, TextEdit& edit, const FieldLook& look);

}  // namespace pw
