// One glyph a quad, texel on pixel.
layout(location = 0) in vec4 a_rect;    // whole device px; negative sizes: upside down, from the lower right
layout(location = 1) in vec2 a_texel;   // of the atlas, upper left
layout(location = 2) in vec4 a_colour;  // premultiplied

uniform mat4 u_projection;

out vec2 v_texel;
flat out vec4 v_colour;

void main() {
    vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
    v_texel = a_texel + corner * abs(a_rect.zw);
    v_colour = a_colour;
    gl_Position = u_projection * vec4(a_rect.xy + corner * a_rect.zw, 0.0, 1.0);
}
