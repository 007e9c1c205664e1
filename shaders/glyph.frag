in vec2 v_texel;
flat in vec4 v_colour;

uniform sampler2D u_atlas;

out vec4 o_colour;

void main() { o_colour = v_colour * texelFetch(u_atlas, ivec2(floor(v_texel)), 0).r; }
