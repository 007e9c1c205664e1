// Pages as one PDF: vectors, text that can be searched, fonts embedded. A scene's px is 3/4 pt.
#pragma once

#include <string>

#include "core/export/pages.h"

namespace pw {

struct PdfOptions {
    std::string title;
    std::string share;  // the experiment's share line, kept among the keywords; may be empty
};

Expected<std::string> to_pdf(const Pages& pages, const Fonts& fonts, const PdfOptions& options = {},
                             const Progress& progress = {});

}  // namespace pw
